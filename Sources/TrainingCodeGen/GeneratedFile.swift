import Foundation
import TrainingManifest

/// A file to be written beside the others.
public struct GeneratedFile: Hashable, Sendable {
  /// The path, relative to the output folder.
  public let name: String

  /// The whole text.
  public let content: String
}

extension GeneratedFile {
  /// A manifest.
  init(name: String, _ manifest: Manifest) throws {
    self.init(name: name, content: String(decoding: try manifest.json(), as: UTF8.self))
  }
}
