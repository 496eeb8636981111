import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing

@testable import TrainingSchema

/// Files that the daemon can't read are found behind imports, too.
@Suite struct DaemonEditionTests {
  private typealias File = Google_Protobuf_FileDescriptorProto

  private static func file(_ name: String, _ edition: Google_Protobuf_Edition, imports: [String])
    -> File
  {
    .with {
      $0.name = name
      $0.syntax = "editions"
      $0.edition = edition
      $0.dependency = imports
    }
  }

  /// The contract, reduced to what the rule needs.
  private static let contract: File = .with {
    $0.name = "training.proto"
    $0.package = "training"
    $0.syntax = "proto3"
    $0.messageType = [SampleRequest.message("ModelID", of: ".training.ModelID")]
  }

  /// A file whose only method names a model if `hasModel` is true.
  private static func root(_ imports: [String], hasModel: Bool = true) -> File {
    var root = file("root.proto", .edition2023, imports: imports + ["training.proto"])
    let type = hasModel ? ".training.ModelID" : ".Ask"
    root.messageType = [SampleRequest.message("Ask", of: type)]
    root.service = [
      .with {
        $0.name = "S"
        $0.method = [
          .with {
            $0.name = "run"
            $0.inputType = ".Ask"
            $0.outputType = ".Ask"
          }
        ]
      }
    ]
    return root
  }

  private func breaches(_ files: [File], roots names: [String]) -> [String] {
    let files = DescriptorSet(protos: [Self.contract] + files).files
    let roots = files.filter { names.contains($0.name) }
    let publication = Publication(of: roots, in: PublishedFiles(files))
    return roots.flatMap { DaemonEdition.check($0, in: publication) }.map {
      "\($0.place.file.name) \($0.place.path) \($0.message.split(separator: ",")[0])"
    }
  }

  @Test func aFileBehindImportsIsFound() {
    let files = [
      Self.file("words.proto", .edition2024, imports: []),
      Self.file("between.proto", .edition2023, imports: ["words.proto"]),
      Self.root(["between.proto"]),
    ]
    #expect(
      breaches(files, roots: ["root.proto"])
        == ["root.proto [3, 0] the daemon can't read words.proto"])
    // A file to generate from has its own warning.
    #expect(
      breaches(files, roots: ["root.proto", "words.proto"])
        == [
          "words.proto [12] the daemon can't read an edition after 2023 and switches training off; write: edition = \"2023\";"
        ])
  }

  @Test func editionsThatTheDaemonKnowsAreFine() {
    let files = [
      Self.file("words.proto", .edition2023, imports: []), Self.root(["words.proto"]),
    ]
    #expect(breaches(files, roots: ["root.proto", "words.proto"]).isEmpty)
  }

  /// Without training methods, the daemon doesn't switch training on.
  @Test func otherServicesMayBeOfAnyEdition() {
    let files = [
      Self.file("words.proto", .edition2024, imports: []),
      Self.root(["words.proto"], hasModel: false),
    ]
    #expect(breaches(files, roots: ["root.proto", "words.proto"]).isEmpty)
  }
}
