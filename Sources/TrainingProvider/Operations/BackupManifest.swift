package import Foundation

/// What a backup contains, as its file `backup.json` says. The file is written last, so a folder
/// without it isn't a backup.
package struct BackupManifest: Codable, Hashable, Sendable {
  /// The version of the format.
  package var version = 1

  /// When the backup was made.
  package var date: Date

  /// The identity of the registry.
  package var registry: String

  /// The number of models, deleted ones included.
  package var models: Int

  /// The number of files of models, and their size in bytes.
  package var files: Int
  package var bytes: UInt64

  /// Whether files were copied. Otherwise they are hard links, which share the data on the disk with
  /// the provider's files.
  package var isCopy: Bool

  /// The datasets and artefacts that models refer to and that weren't in the data directory, because
  /// somebody had removed them.
  package var missing: [String]

  static let fileName = "backup.json"

  func write(into folder: URL) throws {
    let file = folder.appendingPathComponent(Self.fileName)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    try encoder.encode(self).write(to: file, options: .atomic)
    try FileSynchronization.synchronize(file)
    try FileSynchronization.synchronize(folder)
  }

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if the folder isn't a
  ///   complete backup.
  init(readingFrom folder: URL) throws {
    let file = folder.appendingPathComponent(Self.fileName)
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    do {
      self = try decoder.decode(BackupManifest.self, from: Data(contentsOf: file))
    } catch {
      throw ProviderError(
        .invalidConfiguration,
        "\(folder.path) is not a complete backup, because \(Self.fileName) is missing or damaged in "
          + "it: choose another backup", cause: error)
    }
  }

  init(
    date: Date, registry: String, models: Int, files: Int, bytes: UInt64, isCopy: Bool,
    missing: [String]
  ) {
    self.date = date
    self.registry = registry
    self.models = models
    self.files = files
    self.bytes = bytes
    self.isCopy = isCopy
    self.missing = missing
  }
}
