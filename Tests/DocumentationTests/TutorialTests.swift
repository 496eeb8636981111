import Foundation
import TestSupport
import Testing

/// The tutorial shows a package that is compiled, run and checked.
@Suite struct TutorialTests {
  private static let page =
    "Sources/TrainingProvider/Documentation.docc/ATrainableServiceInAnAfternoon.md"

  /// Swift is compared in another test.
  @Test(arguments: [
    ("proto", ["Sources/Topics/topics.proto"]), ("json", ["deployment/snetd.config.json"]),
    ("ini", ["deployment/topics.service", "more-machines/nodes.conf"]),
  ])
  func filesAreThoseOfThePackage(_ language: String, _ files: [String]) {
    let texts = files.map { CodeBlock.text(of: "\(TopicsProgram.package)/\($0)") }
    #expect(Self.blocks(language).map(\.text) == texts)
  }

  @Test func manifestIsThePackages() throws {
    let block = try #require(Self.blocks("swift").first { $0.isManifest })
    #expect(block.text == CodeBlock.text(of: "\(TopicsProgram.package)/Package.swift"))
  }

  /// Everything in the package's Swift is on the page, but for imports.
  @Test func nothingIsLeftOut() throws {
    let shown = Self.blocks("swift").map(\.text).joined()
    for file in CodeBlock.files(in: [TopicsProgram.package], where: { $0.pathExtension == "swift" })
    {
      let text = CodeBlock.text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
        .drop { $0.isEmpty || $0.hasPrefix("import ") }.joined(separator: "\n")
      #expect(shown.contains(text), "\(file)")
    }
  }

  @Test func configurationSuitsTheDaemon() async throws {
    let command = try #require(ShellCommand.all.first { $0.text.contains("--check-config") })
    let options = Array(command.words.drop { $0 != "--port" }.dropLast())
    let file = Repository.file("\(TopicsProgram.package)/deployment/snetd.config.json").path
    let outcome = try await Command(BuiltProduct.path("sample-server"), options + [file]).run()
    #expect(outcome.status == 0)
    #expect(outcome.text == "")
  }

  /// The unit's settings are those that the program reads.
  @Test func unitSuitsTheProgram() throws {
    let unit = CodeBlock.text(of: "\(TopicsProgram.package)/deployment/topics.service")
    let code = CodeBlock.text(of: "\(TopicsProgram.package)/Sources/Topics/Server.swift")
    let names = unit.matches(of: /(TOPICS_[A-Z_]+)=[0-9]+/).map { String($0.1) }
    #expect(names.count == 2)
    for name in names { #expect(code.contains("\"\(name)\""), "\(name)") }
    #expect(unit.contains("\nStateDirectory=topics\n") && code.contains("\"STATE_DIRECTORY\""))
  }

  /// The steps from the demo on: it prints what the page shows, and `provider-check` finds nothing.
  @Test func serviceWorks() async throws {
    try await withTemporaryDirectory { folder in
      let program = TopicsProgram(folder: folder)
      try await program.build()
      try await RunningTopics.run(program) { server in
        try await Self.demo(on: program, in: folder, server.environment)
        try await Self.check(server, in: folder)
      }
    }
  }

  /// The last step: what one node has trained, another one answers with.
  @Test(.enabled(if: EtcdNode.program != nil)) func nodesAnswerForEachOther() async throws {
    try await withTemporaryDirectory { folder in
      let program = TopicsProgram(folder: folder, isNode: true)
      try await program.build()
      let etcd = try EtcdCluster.shared.get()
      let shared = folder.appendingPathComponent("shared")
      try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
      let settings = [
        "TOPICS_ETCD": etcd.ports.map { "127.0.0.1:\($0)" }.joined(separator: ","),
        "TOPICS_SHARED": shared.path,
      ]
      try await RunningTopics.run(program, data: "first", settings) { first in
        try await RunningTopics.run(program, data: "second", settings) { second in
          try await Self.demo(
            on: program, in: folder,
            ["TOPICS_PORT": first.port, "TOPICS_MAINTENANCE_PORT": second.maintenancePort])
        }
      }
    }
  }

  private static func demo(
    on program: TopicsProgram, in folder: URL, _ ports: [String: String]
  ) async throws {
    let examples = Repository.file("\(TopicsProgram.package)/examples")
    let command = try #require(ShellCommand.all.first { $0.text.hasPrefix("zip -j examples.zip") })
    let archive = folder.appendingPathComponent("examples.zip").path
    let files = command.words.dropFirst(3).map {
      examples.appendingPathComponent(URL(fileURLWithPath: $0).lastPathComponent).path
    }
    try await zip(files, into: archive)
    try await zip(Array(files.prefix(1)), into: folder.appendingPathComponent("bad.zip").path)
    let shown = try #require(blocks("text").first).text
    let demo = try #require(ShellCommand.all.first { $0.text.contains("Topics demo") })
    let question = try #require(demo.text.split(separator: "\"").dropFirst().first)
    let outcome = try await Command(
      program.path, ["demo", archive, String(question)], environment: ports
    ).run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let id = #/create_model: .*/#
    #expect(outcome.text.replacing(id, with: "") == shown.replacing(id, with: ""))
  }

  /// Leaves out what waits for minutes.
  private static func check(_ server: RunningTopics, in folder: URL) async throws {
    let outcome = try await Command(
      BuiltProduct.path("provider-check"),
      [
        "--maintenance", "http://127.0.0.1:\(server.maintenancePort)",
        "--service", "http://127.0.0.1:\(server.port)",
        "--manifest", folder.appendingPathComponent("topics.training.json").path,
        "--dataset", folder.appendingPathComponent("examples.zip").path,
        "--bad", folder.appendingPathComponent("bad.zip").path,
        "--skip", "patience", "--skip", "links",
      ]
    ).run()
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
  }

  private static func zip(_ files: [String], into archive: String) async throws {
    let outcome = try await Command("python3", ["-m", "zipfile", "-c", archive] + files).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private static func blocks(_ language: String) -> [CodeBlock] {
    CodeBlock.all(in: language).filter { $0.file == page }
  }
}
