import Foundation
import TestSupport
import Testing
import TrainingCodeGen

/// Runs the plugin with `protoc`.
@Suite struct ProtocTests {
  @Test func writesEveryKindOfFile() async throws {
    try await withTemporaryDirectory { output in
      let outcome = try await Protoc(output).run("Fixtures/guide/service.proto")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("service.proto:14:5: warning: "))
      #expect(
        try Self.files(in: output) == [
          "service.grpc.swift", "service.pb.swift", "service.training.json",
          "service.training.swift",
        ])
    }
  }

  @Test(arguments: ["Warnings=none", "Ignore=list-format,Ignore=sdk-archive-kind"])
  func warningsCanBeSilenced(_ options: String) async throws {
    try await withTemporaryDirectory { output in
      let outcome = try await Protoc(output, options).run("Fixtures/guide/service.proto")
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
    }
  }

  @Test func warningsCanBeErrors() async throws {
    try await withTemporaryDirectory { output in
      let outcome = try await Protoc(output, "Warnings=error").run("Fixtures/guide/service.proto")
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("service.proto:14:5: error: "))
      #expect(try Self.files(in: output).isEmpty)
    }
  }

  @Test(arguments: ["Ignore=nothing", "Ignore=limit-overflow"])
  func onlyWarningsCanBeIgnored(_ options: String) async throws {
    try await withTemporaryDirectory { output in
      let outcome = try await Protoc(output, options).run("Fixtures/guide/service.proto")
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("error: the option Ignore takes RULE"))
    }
  }

  @Test(arguments: ["", "Deprecation=Comment"])
  func deprecationIsACommentUnlessAskedFor(_ options: String) async throws {
    try await withTemporaryDirectory { output in
      _ = try await Protoc(output, options).run("Fixtures/deprecated/deprecated.proto")
      let swift = try String(
        contentsOf: output.appendingPathComponent("deprecated.pb.swift"), encoding: .utf8)
      #expect(swift.contains("was marked as deprecated"))
      #expect(!swift.contains("@available"))
      #expect(!swift.contains("Without"))
    }
  }

  @Test func modulesCanHaveOtherNames() async throws {
    try await withTemporaryDirectory { output in
      let options =
        "SwiftProtobufModuleName=Proto,GRPCModuleName=Core,GRPCProtobufModuleName=Coding,"
        + "ExtraModuleImports=Extra,Availability=macOS 26.0,Availability=iOS 26.0,Warnings=none"
      let outcome = try await Protoc(output, options).run("Fixtures/guide/service.proto")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let text = try Self.files(in: output).filter { $0.hasSuffix(".swift") }.map { name in
        try String(contentsOf: output.appendingPathComponent(name), encoding: .utf8)
      }.joined().split(separator: "\n").map(Self.withoutComment).joined(separator: "\n")
      #expect(!text.contains("SwiftProtobuf."), "comments apart, nothing names the usual module")
      #expect(!text.contains("GRPCCore."))
      for part in [
        "import Proto\n", ": Proto.Message, ", "import Core\n", "Core.ServerContext",
        "Coding.ProtobufSerializer<", "import Extra\n", "@available(macOS 26.0, iOS 26.0, *)",
      ] { #expect(text.contains(part), "\(part)") }
    }
  }

  @Test(arguments: [
    ("ImplementationOnlyImports=true,Visibility=Public", "it requires Visibility=Internal"),
    ("ImplementationOnlyImports=true,UseAccessLevelOnImports=true", "remove one of them"),
    ("ReflectionData=true", "--descriptor_set_out"), ("GRPCModuleName=a-b", "the name of a module"),
    ("Availability=macOS", "a name and a version"), ("EnumGeneration=Some", "Nonexhaustive"),
  ])
  func optionsThatCannotBeAreRefused(_ options: String, _ remedy: String) async throws {
    try await withTemporaryDirectory { output in
      let outcome = try await Protoc(output, options).run("Fixtures/kinds/kinds.proto")
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
      #expect(try Self.files(in: output).isEmpty)
    }
  }

  @Test func valuesAreReadInAnyCase() async throws {
    try await withTemporaryDirectory { output in
      let options = "Visibility=public,FileNaming=path_to_underscores,EnumGeneration=nonexhaustive"
      _ = try await Protoc(output, options).run("Fixtures/enums/enums.proto")
      let swift = try String(
        contentsOf: output.appendingPathComponent("enums.pb.swift"), encoding: .utf8)
      #expect(swift.contains("@nonexhaustive public nonisolated enum"))
    }
  }

  /// The time is proportional to the number of messages, not to their depth or the number of paths.
  @Test(arguments: [("chain", 1000, 1), ("lattice", 100, 3)])
  func deepFilesAreGenerated(_ name: String, _ depth: Int, _ fields: Int) async throws {
    try await withTemporaryDirectory { output in
      let messages = (0..<depth).map { level in
        let inner = (1...fields).map { "M\(level + 1) f\($0) = \($0);" }.joined(separator: " ")
        return "message M\(level) { \(inner) }"
      }
      let proto = output.appendingPathComponent("\(name).proto")
      let text = ["syntax = \"proto3\";"] + messages + ["message M\(depth) {}"]
      try Data(text.joined(separator: "\n").utf8).write(to: proto)
      let outcome = try await Protoc(output).run(at: proto)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// The output doesn't depend on the order of dictionaries, which is different in each process.
  @Test(arguments: ["Fixtures/guide/service.proto", "Fixtures/proto2/proto2.proto"])
  func theSameRequestYieldsTheSameBytes(_ proto: String) async throws {
    var outputs: Set<[String: Data]> = []
    for _ in 0..<4 {
      try await withTemporaryDirectory { output in
        let outcome = try await Protoc(output).run(proto)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let files = try Self.files(in: output).map { name in
          (name, try Data(contentsOf: output.appendingPathComponent(name)))
        }
        outputs.insert(Dictionary(uniqueKeysWithValues: files))
      }
    }
    #expect(outputs.count == 1 && outputs.first?.isEmpty == false)
  }

  @Test func manifestsCanBeMerged() async throws {
    try await withTemporaryDirectory { output in
      let options = "Manifest=Merged,Warnings=none"
      _ = try await Protoc(output, options).run("Fixtures/guide/service.proto")
      #expect(
        try Self.files(in: output) == [
          "service.grpc.swift", "service.pb.swift", "service.training.swift", "training.json",
        ])
    }
  }

  @Test func writesNoFileWithoutContent() async throws {
    try await withTemporaryDirectory { output in
      _ = try await Protoc(output).run("Fixtures/kinds/kinds.proto")
      #expect(try Self.files(in: output) == ["kinds.pb.swift"])
    }
    try await withTemporaryDirectory { output in
      let names = ["grpc.swift", "pb.swift", "training.json", "training.swift"]
      _ = try await Protoc(output, "EmptyFiles=true").run("Fixtures/kinds/kinds.proto")
      #expect(try Self.files(in: output) == names.map { "kinds.\($0)" })
    }
  }

  /// All errors are reported at once with their places, and no file is written.
  @Test(arguments: ["limit", "option"])
  func refusesBadInput(_ name: String) async throws {
    let folder = Repository.file("Fixtures/refused-\(name)")
    let proto = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .first { $0.hasSuffix(".proto") })
    let options = try? String(
      contentsOf: folder.appendingPathComponent("options"), encoding: .utf8)
    let parameter = (options ?? "").split(separator: "\n").joined(separator: ",")
    let diagnostics = try String(
      contentsOf: folder.appendingPathComponent("Expected/diagnostics.txt"), encoding: .utf8)
    try await withTemporaryDirectory { output in
      let outcome = try await Protoc(output, parameter).run(
        "Fixtures/refused-\(name)/\(proto)")
      #expect(outcome.status != 0)
      for line in diagnostics.split(separator: "\n") { #expect(outcome.errors.contains(line)) }
      #expect(try Self.files(in: output) == [])
    }
  }

  /// Only a newer `protoc` than Debian's supports editions.
  @Test(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
  func editionsAreRead() async throws {
    try await withTemporaryDirectory { output in
      let proto = output.appendingPathComponent("new.proto")
      try Data(
        """
        edition = "2023";
        message M {
          int32 implicit = 1 [features.field_presence = IMPLICIT];
          int32 explicit = 2;
          M group = 3 [features.message_encoding = DELIMITED];
        }
        """.utf8
      ).write(to: proto)
      let outcome = try await Command(
        TestPython.path ?? "",
        [
          "-m", "grpc_tools.protoc", "-I\(output.path)", "--swift-training_out=\(output.path)",
          "--plugin=protoc-gen-swift-training=\(Protoc.plugin)", proto.path,
        ]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Self.files(in: output) == ["new.pb.swift", "new.proto"])
      let swift = try String(
        contentsOf: output.appendingPathComponent("new.pb.swift"), encoding: .utf8)
      #expect(swift.contains("var implicit: Int32 = 0"))
      #expect(swift.contains("var hasExplicit: Bool"))
      #expect(swift.contains("explicit(ProtoWire.WireGroup<M>.self"))
    }
  }

  @Test func helpIsUseful() async throws {
    let help = try await Command(Protoc.plugin, ["--help"]).run()
    #expect(help.status == 0)
    #expect(help.text.contains("--swift-training_out"))
    for option in ["Visibility", "FileNaming", "ShippedProtos"] {
      #expect(help.text.contains("\(option)="))
    }
  }

  @Test func rulesAreShown() async throws {
    let rules = try await Command(Protoc.plugin, ["--rules"]).run()
    #expect(rules.status == 0)
    #expect(rules.text == RuleHelp.text + "\n")
  }

  @Test func whatIsNoRequestIsSaid() async throws {
    let outcome = try await Command(Protoc.plugin).run(input: Data("junk".utf8))
    #expect(outcome.status != 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("standard input isn't a request of protoc"))
  }

  /// `protoc` accepts protos in any encoding. `~` stands for a byte that isn't UTF-8.
  @Test(arguments: [
    ("// caf~\nmessage M {}", "3:1: error: a comment"),
    ("message M {\n  int32 a = 1 [json_name = \"~\"];\n}", "3:3: error: a text"),
    (
      "message M {\n  message N {\n    int32 a = 1 [json_name = \"~\"];\n  }\n}",
      "4:5: error: a text"
    ),
    (
      """
      import "training.proto";
      message M { training.ModelID model_id = 1; }
      service S {
        rpc Get(M) returns (M) { option (training.dataset_type) = "~"; }
      }
      """, "5:3: error: a text"
    ),
    ("option go_package = \"~\";\nmessage M {}", " error: a text"),
  ])
  func textOfAnotherEncodingHasAPlace(_ text: String, _ message: String) async throws {
    try await withTemporaryDirectory { output in
      let proto = output.appendingPathComponent("latin.proto")
      let bytes = "syntax = \"proto3\";\n\(text)\n".utf8.map {
        $0 == UInt8(ascii: "~") ? 0xE9 : $0
      }
      try Data(bytes).write(to: proto)
      let outcome = try await Protoc(output).run(at: proto)
      #expect(outcome.status != 0)
      #expect(
        outcome.errors.contains("latin.proto:\(message) isn't UTF-8"), "\(outcome.errors)")
    }
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
  }

  private static func files(in directory: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
  }
}

/// `protoc` with this package's plugin.
struct Protoc {
  static let plugin = BuiltProduct.path("protoc-gen-swift-training")

  private let output: URL
  private let parameter: String

  init(_ output: URL, _ parameter: String = "") {
    self.output = output
    self.parameter = parameter.isEmpty ? "" : "\(parameter):"
  }

  /// Runs the plugin with a proto of this repository.
  func run(_ proto: String) async throws -> CommandOutcome {
    try await run(at: Repository.file(proto))
  }

  /// Runs the plugin with a proto in any folder.
  func run(at file: URL) async throws -> CommandOutcome {
    try await Command(
      ProcessInfo.processInfo.environment["PROTOC_PATH"] ?? "protoc",
      [
        "-I\(file.deletingLastPathComponent().path)",
        "-I\(Repository.file("Sources/TrainingProtos/Protos").path)",
        "--plugin=protoc-gen-swift-training=\(Self.plugin)",
        "--swift-training_out=\(parameter)\(output.path)", file.path,
      ]
    ).run()
  }
}
