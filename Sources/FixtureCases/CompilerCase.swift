public import Foundation
import GeneratorCommands

/// A folder in `Fixtures/compiler` with protos that the built-in compiler refuses or warns about,
/// and what it says.
public struct CompilerCase: Hashable, Sendable {
  /// The folder.
  public let folder: URL

  /// The folder's name: the problem in the protos.
  public var name: String { folder.lastPathComponent }

  /// The file with the expected diagnostics.
  public var expected: URL { folder.appendingPathComponent("Expected/diagnostics.txt") }

  /// The names of the protos, sorted.
  public func protos() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".proto") }.sorted()
  }

  /// Returns what is said about the protos, each of which is compiled alone.
  public func diagnostics() throws -> String {
    var seen: Set<String> = []
    return try protos().flatMap { proto in
      try ProtoCheck(
        files: [folder.appendingPathComponent(proto).path], importFolders: [folder.path]
      ).blocks
    }.map(withoutPaths).filter { seen.insert($0).inserted }.joined()
  }

  /// A text without paths that are others on other machines.
  private func withoutPaths(_ text: String) -> String {
    text.replacingOccurrences(of: "\(folder.path)/", with: "")
      .replacingOccurrences(of: folder.path, with: name)
      .replacing(#/, /\S+/src\./#, with: ".")
      .replacing(#/^/\S+/(google/protobuf/)/#.anchorsMatchLineEndings()) { $0.1 }
  }

  /// All cases, sorted by name.
  public static func all() throws -> [CompilerCase] {
    let cases = FixtureCase.root.appendingPathComponent("Fixtures/compiler")
    return try FileManager.default.contentsOfDirectory(atPath: cases.path).sorted()
      .map { CompilerCase(folder: cases.appendingPathComponent($0)) }
  }
}
