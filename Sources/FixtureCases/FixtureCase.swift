public import Foundation

/// A folder in `Fixtures` with protos, optionally the plugin's options, and the expected output.
public struct FixtureCase: Hashable, Sendable {
  /// The folder.
  public let folder: URL

  /// The folder's name.
  public var name: String { folder.lastPathComponent }

  /// The folder with the recorded output.
  public var expected: URL { folder.appendingPathComponent("Expected") }

  /// The plugin's parameter: the content of the file `options`, if it exists.
  public var parameter: String {
    let file = folder.appendingPathComponent("options")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isNewline).joined(separator: ",")
  }

  /// The names of the protos in the folder, sorted.
  public func protos() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".proto") }.sorted()
  }

  /// The names of the recorded files, sorted.
  public func recordedNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: expected.path).sorted()
  }
}

extension FixtureCase {
  /// The package's root.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// All cases, sorted by name.
  public static func all() throws -> [FixtureCase] {
    let fixtures = root.appendingPathComponent("Fixtures")
    return try FileManager.default.contentsOfDirectory(atPath: fixtures.path).sorted()
      .map { FixtureCase(folder: fixtures.appendingPathComponent($0)) }
      .filter { try !$0.protos().isEmpty }
  }
}
