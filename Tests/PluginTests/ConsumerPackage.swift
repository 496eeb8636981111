import Foundation
import TestSupport
import Testing

/// A package that depends on this one by path. It is copied to a new folder, so nothing of it has
/// been built yet.
struct ConsumerPackage {
  let folder: URL

  /// The folder for what is built.
  private let scratch: URL

  /// Copies a folder in `Fixtures/packages`.
  ///
  /// - Parameters:
  ///   - name: the folder's name.
  ///   - directory: where to put the copy.
  ///   - scratch: the folder for what is built; a new one in the package if it's `nil`.
  init(_ name: String, in directory: URL, scratch: URL? = nil) throws {
    folder = directory.appendingPathComponent(name)
    self.scratch = scratch ?? folder.appendingPathComponent(".build")
    let files = FileManager.default
    try files.copyItem(at: Repository.file("Fixtures/packages/\(name)"), to: folder)
    let link = directory.appendingPathComponent("swift-training")
    if !files.fileExists(atPath: link.path) {
      try files.createSymbolicLink(at: link, withDestinationURL: Repository.root)
    }
    try files.copyItem(
      at: LocalDependencies.resolved, to: folder.appendingPathComponent("Package.resolved"))
    if scratch != nil { try forgetPlan() }
  }

  /// Removes the plan of the package that was built in the folder before. SwiftPM would take it for that
  /// of this one.
  private func forgetPlan() throws {
    let files = FileManager.default
    for name in [
      "debug.yaml", "plugin-tools.yaml", "debug/description.json",
      "debug/plugin-tools-description.json",
    ] {
      let file = scratch.appendingPathComponent(name)
      if files.fileExists(atPath: file.path) { try files.removeItem(at: file) }
    }
  }

  /// The package `handler`, with the guide's proto in its target.
  static func handler(in directory: URL, scratch: URL? = nil) throws -> ConsumerPackage {
    let package = try ConsumerPackage("handler", in: directory, scratch: scratch)
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
    let outputs = scratch.appendingPathComponent("plugins/outputs/\(folder.lastPathComponent)")
    let files = FileManager.default.enumerator(at: outputs, includingPropertiesForKeys: nil)
    let file = files?.compactMap { $0 as? URL }.first { $0.lastPathComponent == name }
    return try String(contentsOf: try #require(file, "\(name) is missing"), encoding: .utf8)
  }

  /// The packages that were resolved.
  func resolved() throws -> Set<String> {
    let checkouts = scratch.appendingPathComponent("checkouts").path
    return Set(try FileManager.default.contentsOfDirectory(atPath: checkouts))
  }

  /// The targets that were compiled for the package itself, and not for its tools.
  func compiled() throws -> Set<String> {
    let products = scratch.appendingPathComponent("debug").resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(at: products, includingPropertiesForKeys: nil)
    let objects = files?.compactMap { $0 as? URL }.filter { $0.pathExtension == "o" } ?? []
    let depth = products.pathComponents.count
    let targets = objects.compactMap { $0.pathComponents.dropFirst(depth).first }
    return Set(
      targets.filter { $0.hasSuffix(".build") && !$0.hasSuffix("-tool.build") }
        .map { String($0.dropLast(6)) })
  }

  /// The targets that a program of the package is linked from.
  func linked(_ program: String) throws -> Set<String> {
    let list = scratch.appendingPathComponent("debug/\(program).product/Objects.LinkFileList")
    let objects = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
    return Set(
      objects.compactMap { object in
        object.split(separator: "/").first { $0.hasSuffix(".build") && $0 != ".build" }
          .map { String($0.dropLast(6)) }
      })
  }

  /// - Parameter arguments: a subcommand of `swift` and its arguments.
  func swift(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> CommandOutcome {
    let local = try LocalDependencies.environment()
    // With other hashes, the compiler's arguments would be in another order, and all would be compiled
    // again by each command.
    let hashing = ["SWIFT_DETERMINISTIC_HASHING": "1"]
    return try await Command(
      "swift",
      arguments.prefix(1) + ["--disable-dependency-cache", "--scratch-path", scratch.path]
        + arguments.dropFirst(),
      environment: local.merging(hashing) { $1 }.merging(environment) { $1 }, in: folder
    ).run()
  }
}
