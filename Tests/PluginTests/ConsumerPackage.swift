import Foundation
import TestSupport
import Testing

/// A package that depends on this one by path. It is copied to a new folder, so nothing of it has
/// been built yet.
struct ConsumerPackage {
  let folder: URL

  /// Copies a folder in `Fixtures/packages`.
  init(_ name: String, in directory: URL) throws {
    folder = directory.appendingPathComponent(name)
    let files = FileManager.default
    try files.copyItem(at: Repository.file("Fixtures/packages/\(name)"), to: folder)
    try files.createSymbolicLink(
      at: directory.appendingPathComponent("swift-training"), withDestinationURL: Repository.root)
    try files.copyItem(
      at: LocalDependencies.resolved, to: folder.appendingPathComponent("Package.resolved"))
  }

  /// The package `handler`, with the guide's proto in its target.
  static func handler(in directory: URL) throws -> ConsumerPackage {
    let package = try ConsumerPackage("handler", in: directory)
    try FileManager.default.copyItem(
      at: Repository.file("Fixtures/guide/service.proto"),
      to: package.folder.appendingPathComponent("Sources/Handler/service.proto"))
    return package
  }

  /// Writes a file, and creates its folder if necessary.
  func write(_ path: String, _ text: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.appendingPathComponent(path))
  }

  /// Returns a file from the build tool plugin by its name.
  func generated(_ name: String) throws -> String {
    let outputs = folder.appendingPathComponent(".build/plugins/outputs")
    let files = FileManager.default.enumerator(at: outputs, includingPropertiesForKeys: nil)
    let file = files?.compactMap { $0 as? URL }.first { $0.lastPathComponent == name }
    return try String(contentsOf: try #require(file, "\(name) is missing"), encoding: .utf8)
  }

  /// The packages that were resolved.
  func resolved() throws -> Set<String> {
    let checkouts = folder.appendingPathComponent(".build/checkouts").path
    return Set(try FileManager.default.contentsOfDirectory(atPath: checkouts))
  }

  /// The targets that were compiled for the package itself, and not for its tools.
  func compiled() throws -> Set<String> {
    let products = folder.appendingPathComponent(".build/debug").resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(at: products, includingPropertiesForKeys: nil)
    let objects = files?.compactMap { $0 as? URL }.filter { $0.pathExtension == "o" } ?? []
    let depth = products.pathComponents.count
    let targets = objects.compactMap { $0.pathComponents.dropFirst(depth).first }
    return Set(
      targets.filter { $0.hasSuffix(".build") && !$0.hasSuffix("-tool.build") }
        .map { String($0.dropLast(6)) })
  }

  /// - Parameter arguments: a subcommand of `swift` and its arguments.
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
