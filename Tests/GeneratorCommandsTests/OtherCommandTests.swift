import Foundation
import SwiftProtobuf
import TestSupport
import Testing
import TrainingCodeGen

@Suite struct OtherCommandTests {
  @Test func theManifestGoesToStandardOutput() async throws {
    let outcome = try await Program.run(["manifest", Program.guide])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
    #expect((json?["methods"] as? [Any])?.isEmpty == false)
  }

  @Test func protosWithoutTrainingHaveNoManifest() async throws {
    let proto = Repository.file("Fixtures/plain/plain.proto").path
    let outcome = try await Program.run(["manifest", proto])
    #expect(outcome.status != 0)
    #expect(outcome.output.isEmpty && outcome.errors.contains("no training methods"))
  }

  @Test func descriptorsAreASet() async throws {
    try await withTemporaryDirectory { folder in
      let file = folder.appendingPathComponent("set.binpb")
      let arguments = ["descriptors", Program.guide, "-o", file.path]
      #expect(try await Program.run(arguments).status == 0)
      let set = try Self.set(file)
      #expect(
        set.file.map(\.name) == [
          "google/protobuf/descriptor.proto", "training.proto", "service.proto",
        ])
      #expect(set.file[2].hasSourceCodeInfo)
      let less = arguments + ["--without-imports", "--without-source-info"]
      #expect(try await Program.run(less).status == 0)
      #expect(try Self.set(file).file.map(\.name) == ["service.proto"])
      #expect(try !Self.set(file).file[0].hasSourceCodeInfo)
    }
  }

  /// A file that appears at once would take the place of a pipe, or of `/dev/null`.
  @Test func whatIsNoFileIsWrittenTo() async throws {
    try await withTemporaryDirectory { folder in
      let script = """
        mkfifo pipe && echo too long >target && ln -s target link
        "$0" descriptors "$1" --without-imports -o pipe & cat pipe >set
        wait && "$0" descriptors "$1" --without-imports -o link
        test -p pipe && test -L link && cmp set target
        """
      let program = BuiltProduct.path("swift-training")
      let outcome = try await Command("bash", ["-c", script, program, Program.guide], in: folder)
        .run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let set = try Self.set(folder.appendingPathComponent("set"))
      #expect(set.file.map(\.name) == ["service.proto"])
    }
  }

  @Test func rulesAreShown() async throws {
    #expect(try await Program.run(["rules"]).text == RuleHelp.text + "\n")
  }

  @Test func placesOfImportsAreShown() async throws {
    let outcome = try await Program.run(["check", "--verbose", Program.guide])
    #expect(outcome.errors.contains("protobuf's own protos: "))
    #expect(outcome.errors.contains("google/protobuf/descriptor.proto: /"))
  }

  private static func set(_ file: URL) throws -> Google_Protobuf_FileDescriptorSet {
    try Google_Protobuf_FileDescriptorSet(serializedBytes: Data(contentsOf: file))
  }
}
