public import Foundation

extension Manifest {
  /// Encodes the manifest as JSON: indented, with sorted keys and a line break at the end. The same
  /// proto always gives the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Decodes a manifest.
  ///
  /// - Throws: ``ManifestError/unknownVersion(_:)`` if a newer generator wrote the manifest, or
  ///   `DecodingError` if the data isn't a manifest.
  public init(json: Data) throws {
    let version = try JSONDecoder().decode(Version.self, from: json).manifestVersion
    guard version == Self.currentVersion else { throw ManifestError.unknownVersion(version) }
    self = try JSONDecoder().decode(Manifest.self, from: json)
  }

  private struct Version: Decodable {
    let manifestVersion: Int
  }
}

/// An error that explains why a manifest can't be read.
public enum ManifestError: Error, Hashable, Sendable {
  /// The manifest has a version that this code does not know.
  case unknownVersion(Int)
}
