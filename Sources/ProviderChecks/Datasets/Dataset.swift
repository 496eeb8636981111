package import Foundation

/// An archive to send.
package struct Dataset: Sendable {
  /// The file's name as a client sends it.
  package var name: String
  package var data: Data

  /// The largest archive that a check sends. Checks send it dozens of times.
  package static let maxBytes = 256 << 20

  package init(name: String, data: Data) {
    self.name = name
    self.data = data
  }

  /// Reads a file.
  ///
  /// - Throws: ``SubjectError`` if the file is empty or too large; errors of the file system.
  package init(_ file: URL) throws {
    data = try Data(contentsOf: file, options: .mappedIfSafe)
    name = file.lastPathComponent
    guard (1...Self.maxBytes).contains(data.count) else {
      throw SubjectError(
        "\(file.path) has \(data.count) bytes: choose an archive with 1 to \(Self.maxBytes)")
    }
  }
}
