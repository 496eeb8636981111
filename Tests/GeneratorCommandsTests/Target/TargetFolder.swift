import Foundation
import TestSupport

@testable import GeneratorCommands

/// A target's folder, for which the program runs as a plugin lets it.
struct TargetFolder {
  /// The folder with the sources of all targets.
  let root: URL

  /// The name of the target.
  var name = "App"

  /// The targets on which it depends.
  var dependencies: [String] = []

  /// Whether these are in the same package.
  var isInPackage = true

  /// Files that a plugin would name as inputs, beside the settings.
  var watched: [String] = []

  var sources: URL { root.appendingPathComponent(name) }

  var output: URL { root.appendingPathComponent("out/\(name)") }

  /// Writes a file of the target.
  func write(_ path: String, _ text: String) throws {
    let file = sources.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: sources.appendingPathComponent(path))
  }

  /// Runs a command for the target.
  func run(_ arguments: [String]) async throws -> CommandOutcome {
    let file = root.appendingPathComponent("\(name).json")
    try description().write(to: file)
    return try await Program.run(["target"] + arguments + [file.path])
  }

  func build() async throws -> CommandOutcome {
    try await run(["build", "--output", output.path])
  }

  private func description() throws -> TargetDescription {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path).sorted()
      .filter { $0.hasSuffix(".proto") }
    let names = OutputNames.names(for: paths, besides: [])
    return TargetDescription(
      module: name, folder: sources.path,
      protos: zip(paths, names).map {
        .init(path: sources.appendingPathComponent($0).path, output: $1)
      },
      dependencies: dependencies.map {
        .init(name: $0, folder: root.appendingPathComponent($0).path, isInPackage: isInPackage)
      }, isShared: false, inputs: try inputs())
  }

  /// What a plugin would name: the settings that there are.
  private func inputs() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: sources.path).sorted()
      .filter { $0.hasSuffix(".json") }.map { sources.appendingPathComponent($0).path } + watched
  }

  /// The Swift files, in order.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: output.appendingPathComponent(name), encoding: .utf8)
  }

  /// Gives all output a time in the past, to see what is written later.
  func age() throws {
    for name in try names() {
      try FileManager.default.setAttributes(
        [.modificationDate: Self.past],
        ofItemAtPath: output.appendingPathComponent(name).path)
    }
  }

  /// The files that were written since ``age()``.
  func written() throws -> [String] {
    try names().filter { name in
      let path = output.appendingPathComponent(name).path
      let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      return date != Self.past
    }
  }

  private static let past = Date(timeIntervalSince1970: 1_000_000_000)
}

func withTargetFolder(_ body: (TargetFolder) async throws -> Void) async throws {
  try await withTemporaryDirectory { root in
    try await body(TargetFolder(root: root.resolvingSymlinksInPath()))
  }
}
