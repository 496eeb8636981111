import Foundation
import TrainingProvider

/// What the cache knows of a blob that it has.
struct CacheEntry: Codable, Hashable, Sendable {
  /// `dataset` or `artefacts`.
  var kind: String
  /// The name in the blob's key.
  var name: String
  /// The size of the files.
  var bytes: UInt64

  init(_ key: BlobKey, bytes: UInt64) {
    kind = key.kind.rawValue
    name = key.name
    self.bytes = bytes
  }

  /// The blob; `nil` if the entry is from a program with other kinds.
  var key: BlobKey? { BlobKey.Kind(rawValue: kind).map { BlobKey($0, name) } }
}

/// The folder of an entry: the blob and a file that says which one it is.
struct CacheFolder: Hashable, Sendable {
  let url: URL

  var blob: URL { url.appendingPathComponent("blob") }
  private var label: URL { url.appendingPathComponent("entry.json") }

  /// Writes what the entry is, and makes sure that all of it survives a crash. Blocks the thread.
  func complete(_ entry: CacheEntry) throws {
    try JSONEncoder().encode(entry).write(to: label)
    _ = try FileSynchronization.synchronizeTree(url, by: FileSynchronization.synchronize)
  }

  /// Reads what the entry is, with the time of its last use. Blocks the thread.
  ///
  /// - Returns: `nil` if the folder isn't a complete entry.
  func read() -> (entry: CacheEntry, lastUse: Date)? {
    guard let data = try? Data(contentsOf: label),
      let entry = try? JSONDecoder().decode(CacheEntry.self, from: data),
      FileManager.default.fileExists(atPath: blob.path),
      let attributes = try? FileManager.default.attributesOfItem(atPath: label.path),
      let lastUse = attributes[.modificationDate] as? Date
    else { return nil }
    return (entry, lastUse)
  }

  /// Records for the next process that the entry was used. Blocks the thread.
  func recordUse() { utimes(label.path, nil) }
}
