public import Foundation

extension Manifest {
  /// The manifest as JSON: keys sorted, indented, with a line break at the end, and so the same
  /// bytes for the same proto.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads a manifest.
  ///
  /// - Throws: ``ManifestError/unknownVersion(_:)`` when a newer generator wrote it, or
  ///   `DecodingError` when it is none.
  public init(json: Data) throws {
    let version = try JSONDecoder().decode(Version.self, from: json).manifestVersion
    guard version == Self.currentVersion else { throw ManifestError.unknownVersion(version) }
    self = try JSONDecoder().decode(Manifest.self, from: json)
  }

  private struct Version: Decodable {
    let manifestVersion: Int
  }
}

/// Why a manifest cannot be read.
public enum ManifestError: Error, Hashable, Sendable {
  /// The manifest has a version that this code does not know.
  case unknownVersion(Int)
}
