import Foundation
import TestSupport
import Testing

/// A package that depends on this one by path, copied to a folder of its own, so that nothing of it
/// has been built yet.
struct ConsumerPackage {
  let folder: URL

  /// Copies `Fixtures/packages/handler`, with the guide's proto in its target.
  init(in directory: URL) throws {
    folder = directory.appendingPathComponent("handler")
    let files = FileManager.default
    try files.copyItem(at: Repository.file("Fixtures/packages/handler"), to: folder)
    try files.createSymbolicLink(
      at: directory.appendingPathComponent("swift-training"), withDestinationURL: Repository.root)
    try files.copyItem(
      at: Repository.file("Fixtures/guide/service.proto"),
      to: folder.appendingPathComponent("Sources/Handler/service.proto"))
    try files.copyItem(
      at: LocalDependencies.resolved, to: folder.appendingPathComponent("Package.resolved"))
  }

  /// Writes a file, in a folder that need not exist.
  func write(_ path: String, _ text: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.appendingPathComponent(path))
  }

  /// What the build tool plugin wrote under a name.
  func generated(_ name: String) throws -> String {
    let outputs = folder.appendingPathComponent(".build/plugins/outputs")
    let files = FileManager.default.enumerator(at: outputs, includingPropertiesForKeys: nil)
    let file = files?.compactMap { $0 as? URL }.first { $0.lastPathComponent == name }
    return try String(contentsOf: try #require(file, "\(name) is missing"), encoding: .utf8)
  }

  /// - Parameter arguments: a subcommand of `swift`, and what follows it.
  func swift(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> CommandOutcome {
    let local = try LocalDependencies.environment()
    return try await Command(
      "swift", arguments.prefix(1) + ["--disable-dependency-cache"] + arguments.dropFirst(),
      environment: local.merging(environment) { $1 }, in: folder
    ).run()
  }
}
