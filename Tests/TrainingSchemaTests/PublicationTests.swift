import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing
import TrainingManifest

@testable import TrainingSchema

@Suite struct PublicationTests {
  /// A file with imports, and with a service if it has a name.
  private static func file(
    _ name: String, imports: [String], service: String? = nil
  ) -> Google_Protobuf_FileDescriptorProto {
    .with {
      $0.name = name
      $0.package = String(name.dropLast(6))
      $0.syntax = "proto3"
      $0.dependency = imports
      $0.messageType = [.with { $0.name = "M" }]
      guard let service else { return }
      let type = ".\($0.package).M"
      $0.service = [
        .with {
          $0.name = service
          $0.method = [
            .with {
              $0.name = "run"
              $0.inputType = type
              $0.outputType = type
              $0.options = Google_Protobuf_MethodOptions()
            }
          ]
        }
      ]
    }
  }

  private let files = DescriptorSet(protos: [
    file("base.proto", imports: []),
    file("one.proto", imports: ["base.proto"], service: "S"),
    file("two.proto", imports: ["base.proto"], service: "S"),
    file("between.proto", imports: ["two.proto"]),
    file("root.proto", imports: ["between.proto", "one.proto", "base.proto"], service: "Root"),
    file("aside.proto", imports: ["base.proto"], service: "Aside"),
  ]).files

  private func names(of roots: [String]) -> [String] {
    let published = PublishedFiles(files)
    let roots = files.filter { roots.contains($0.name) }
    return published.contents(of: roots).flatMap(\.services).map(\.fullName)
  }

  /// The roots come first, then their imports, then the imports of those, and no other files.
  @Test func servicesComeInTheOrderOfImports() {
    #expect(names(of: ["root.proto"]) == ["root.Root", "one.S", "two.S"])
    #expect(names(of: ["aside.proto"]) == ["aside.Aside"])
    #expect(names(of: ["base.proto"]) == [])
    #expect(names(of: ["one.proto", "root.proto"]) == ["one.S", "root.Root", "two.S"])
  }

  /// Declarations that the daemon can't distinguish are found by their names.
  @Test func namesakesAreFound() throws {
    let roots = files.filter { $0.name == "root.proto" }
    let names = Publication(of: roots, in: PublishedFiles(files)).names
    #expect(names.servicesByName["S"]?.map(\.fullName) == ["one.S", "two.S"])
    #expect(names.methodsByKey["Srun"]?.map(\.fullName) == ["one.S.run", "two.S.run"])
    #expect(names.methodsByKey["Modelcreate_model"]?.count == 1)
  }
}
