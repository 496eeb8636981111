import Foundation
import TestSupport
import Testing

/// What `Scripts/install` installs runs where no Swift is. This takes minutes, for a release build, and
/// needs root's right to change the root folder.
@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["TRAINING_LONG"] != nil && geteuid() == 0))
struct InstallTests {
  private static let programs = ["protoc-gen-swift-training", "swift-training"]

  /// A service with a proto of its own, one of the marketplace's and one of protobuf's.
  private static let proto = """
    syntax = "proto3";
    import "google/protobuf/timestamp.proto";
    import "training.proto";
    message Clip { training.ModelID model_id = 1; google.protobuf.Timestamp time = 2; }
    service Speech { rpc Hear(Clip) returns (Clip); }
    """

  @Test func programsNeedTheSystemAlone() async throws {
    let versions = try Data(contentsOf: LocalDependencies.resolved)
    try await withTemporaryDirectory { root in
      let prefix = root.appendingPathComponent("usr/local")
      let outcome = try await Command(
        Repository.file("Scripts/install").path, [prefix.path]
      ).run()
      try #require(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
      #expect(try Data(contentsOf: LocalDependencies.resolved) == versions)
      let include = prefix.appendingPathComponent("include").path
      #expect(outcome.text.hasPrefix("protoc -I . -I \(include) --plugin=\(prefix.path)/bin/"))
      for program in Self.programs {
        let help = prefix.appendingPathComponent("share/doc/swift-training/\(program).txt")
        #expect(try String(contentsOf: help, encoding: .utf8).contains("USAGE: \(program)"))
      }
      try await copyLibraries(to: root)
      try await generates(in: root)
      try await theLineWorks(outcome.text, in: root)
    }
  }

  /// Copies the libraries that the programs are linked with, which Swift's aren't among.
  private func copyLibraries(to root: URL) async throws {
    var libraries: Set<String> = []
    for program in Self.programs {
      let path = root.appendingPathComponent("usr/local/bin/\(program)").path
      let lines = try await Command("ldd", [path]).run().text.split(separator: "\n")
      libraries.formUnion(lines.compactMap { $0.firstMatch(of: /(\/\S+) \(/).map { String($0.1) } })
    }
    #expect(libraries.contains { $0.contains("libc.so") })
    #expect(!libraries.contains { $0.contains("swift") || $0.contains("Foundation") })
    for library in libraries {
      let copy = root.appendingPathComponent(library)
      let files = FileManager.default
      try files.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(
        at: URL(fileURLWithPath: library).resolvingSymlinksInPath(), to: copy)
    }
  }

  /// Where nothing else is, `swift-training` finds all imports.
  private func generates(in root: URL) async throws {
    try Data(Self.proto.utf8).write(to: root.appendingPathComponent("speech.proto"))
    let outcome = try await inRoot(
      root, ["swift-training", "generate", "-o", "out", "speech.proto"])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    #expect(try names(in: root.appendingPathComponent("out")) == Self.files)
    let plugin = try await inRoot(root, ["protoc-gen-swift-training", "--help"])
    #expect(plugin.status == 0 && plugin.text.contains("USAGE:"), "\(plugin.errors)")
  }

  /// Runs a program in another root folder, with `/proc`, where Swift's runtime finds arguments.
  private func inRoot(_ root: URL, _ command: [String]) async throws -> CommandOutcome {
    let script =
      "mkdir -p \"$0/proc\" && mount -t proc proc \"$0/proc\" && exec chroot \"$0\" \"$@\""
    return try await Command(
      "unshare", ["--mount", "bash", "-c", script, root.path] + command,
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin"]
    ).run()
  }

  /// The line that the script prints is a command.
  private func theLineWorks(_ line: String, in root: URL) async throws {
    let folder = root.appendingPathComponent("protoc")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(Self.proto.utf8).write(to: folder.appendingPathComponent("service.proto"))
    let protoc = ProcessInfo.processInfo.environment["PROTOC_PATH"] ?? "protoc"
    let outcome = try await Command(
      "bash", ["-c", line.replacing("protoc -I", with: "\(protoc) -I", maxReplacements: 1)],
      in: folder
    ).run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let files = Self.files.map { $0.replacing("speech.", with: "service.") } + ["service.proto"]
    #expect(try names(in: folder) == files.sorted())
  }

  private static let files = [
    "speech.grpc.swift", "speech.pb.swift", "speech.training.json", "speech.training.swift",
  ]

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}
