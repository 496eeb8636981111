import Foundation
import TestSupport
import Testing

/// The program of the tutorial, made of its package's sources and of what the generator makes of its
/// proto.
///
/// It is linked with the objects that the sample server is made of, so that no dependency has to be built
/// again.
struct TopicsProgram {
  static let package = "Fixtures/packages/topics"

  /// The libraries of the system that the objects need.
  private static let libraries = [
    "archive", "sqlite3", "sndfile", "kissfft-float", "z", "stdc++",
  ]

  let folder: URL

  /// The program.
  var path: String { folder.appendingPathComponent("topics").path }

  /// Generates, compiles and links.
  func build() async throws {
    let sources = Repository.file("\(Self.package)/Sources/Topics")
    try FileManager.default.copyItem(
      at: sources.appendingPathComponent("topics.proto"),
      to: folder.appendingPathComponent("topics.proto"))
    let generated = try await Protoc(folder).run("topics.proto")
    try #require(generated.status == 0, "\(generated.errors)")
    #expect(generated.errors == "")
    let flags = [
      "-parse-as-library", "-module-name", "Topics", "-swift-version", "6", "-warnings-as-errors",
    ]
    let files = try Self.swift(in: sources) + Self.swift(in: folder)
    let objects = folder.appendingPathComponent("objects")
    try Data(Self.objects().joined(separator: "\n").utf8).write(to: objects)
    let outcome = try await Command(
      "swiftc",
      flags + BuiltModules.flags + files + ["@\(objects.path)"] + Self.libraries.map { "-l\($0)" }
        + ["-o", path]
    ).run()
    try #require(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
  }

  private static func swift(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "swift" }.map(\.path)
  }

  /// The objects of the sample server, but for those of the program itself.
  private static func objects() throws -> [String] {
    let list = BuiltProduct.path("sample-server.product/Objects.LinkFileList")
    return try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
      .filter { !$0.contains("/sample_server.build/") }.map(String.init)
  }
}
