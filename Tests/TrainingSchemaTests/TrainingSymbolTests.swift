import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing

@testable import TrainingSchema

/// The name of the contract's package is taken, whatever is declared by it.
@Suite struct TrainingSymbolTests {
  private typealias File = Google_Protobuf_FileDescriptorProto

  private static let declarations: [@Sendable (inout File) -> Void] = [
    { $0.messageType = [.with { $0.name = "training" }] },
    { $0.enumType = [.with { $0.name = "training" }] },
    { $0.service = [.with { $0.name = "training" }] },
    {
      $0.enumType = [
        .with {
          $0.name = "Purpose"
          $0.value = [.with { $0.name = "training" }]
        }
      ]
    },
  ]

  @Test(arguments: declarations.indices) func declarationsAreFound(_ index: Int) {
    #expect(breaches(index, package: "") == 1)
    #expect(breaches(index, package: "sound") == 0)
  }

  private func breaches(_ index: Int, package: String) -> Int {
    var file = File()
    file.name = "a.proto"
    file.package = package
    Self.declarations[index](&file)
    let files = DescriptorSet(protos: [file]).files
    let publication = Publication(of: files)
    return files.reduce(0) { $0 + TrainingSymbol.check($1, in: publication).count }
  }
}
