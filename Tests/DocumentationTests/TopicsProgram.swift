import Foundation
import TestSupport
import Testing

/// The program of the tutorial, made of its package's sources and of what the generator makes of its
/// proto.
///
/// It is linked with the objects that a program of this package is made of, so that no dependency has to be
/// built again.
struct TopicsProgram {
  static let package = "Fixtures/packages/topics"

  /// The libraries of the system that the objects need.
  private static let libraries = [
    "archive", "sqlite3", "sndfile", "kissfft-float", "z", "stdc++",
  ]

  let folder: URL

  /// Whether it's the program for several machines.
  var isNode = false

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
    let files = try swift(in: sources) + Self.swift(in: folder)
    let objects = folder.appendingPathComponent("objects")
    try Data(self.objects().joined(separator: "\n").utf8).write(to: objects)
    let outcome = try await Command(
      "swiftc",
      flags + BuiltModules.flags + files + ["@\(objects.path)"] + Self.libraries.map { "-l\($0)" }
        + ["-o", path]
    ).run()
    try #require(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
  }

  /// The sources of the package. For several machines, one of them is replaced, as the page says.
  private func swift(in sources: URL) throws -> [String] {
    let files = try Self.swift(in: sources)
    guard isNode else { return files }
    let other = try Self.swift(in: Repository.file("\(Self.package)/more-machines"))
    let replaced = other.map { URL(fileURLWithPath: $0).lastPathComponent }
    let kept = files.filter { !replaced.contains(URL(fileURLWithPath: $0).lastPathComponent) }
    try #require(kept.count == files.count - other.count)
    return kept + other
  }

  private static func swift(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "swift" }.map(\.path)
  }

  /// The objects of a program with the same libraries, but for those of the program itself.
  private func objects() throws -> [String] {
    let (product, target) =
      isNode ? ("cluster-node", "cluster_node") : ("sample-server", "sample_server")
    let list = BuiltProduct.path("\(product).product/Objects.LinkFileList")
    return try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
      .filter { !$0.contains("/\(target).build/") }.map(String.init)
  }
}
