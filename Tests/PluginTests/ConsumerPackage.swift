import Foundation
import TestSupport

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

  func swift(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> CommandOutcome {
    let local = try LocalDependencies.environment()
    return try await Command(
      "swift", arguments + ["--disable-dependency-cache"],
      environment: local.merging(environment) { $1 }, in: folder
    ).run()
  }
}
