import Foundation

/// How much of the disk a data directory takes up.
package struct DiskUsage: Hashable, Sendable {
  /// Files of one category.
  package struct Files: Hashable, Sendable {
    package var count = 0
    package var bytes: UInt64 = 0
  }

  package var datasets = Files()
  package var artefacts = Files()

  /// What trainings have stored to be continued later.
  package var checkpoints = Files()

  /// Files that are being received.
  package var uploads = Files()

  /// Files that no model refers to.
  package var trash = Files()

  /// The registry with its journal.
  package var registry = Files()

  /// The bytes of the file system that the provider's user can still write.
  package var freeBytes: UInt64 = 0
}

extension ModelOperations {
  /// Adds up the sizes of all files in the data directory.
  package func diskUsage() async throws -> DiskUsage {
    try await directory.files.run {
      var usage = DiskUsage()
      usage.datasets = Self.files(below: directory[.datasets])
      usage.artefacts = Self.files(below: directory[.artefacts])
      usage.checkpoints = Self.files(below: directory[.checkpoints])
      usage.uploads = Self.files(below: directory[.uploads])
      usage.trash = Self.files(below: directory[.trash])
      for suffix in ["", "-wal", "-shm"] {
        let path = directory.registry.path + suffix
        Self.count(try? FileManager.default.attributesOfItem(atPath: path), in: &usage.registry)
      }
      usage.freeBytes = try StorageBudget.freeBytes(of: directory.root)
      return usage
    }
  }

  private static func files(below folder: URL) -> DiskUsage.Files {
    var files = DiskUsage.Files()
    let entries = FileManager.default.enumerator(atPath: folder.path)
    while entries?.nextObject() != nil { count(entries?.fileAttributes, in: &files) }
    return files
  }

  /// Counts a regular file. Others, and files that are gone by now, don't count.
  private static func count(_ entry: [FileAttributeKey: Any]?, in files: inout DiskUsage.Files) {
    guard let entry, entry[.type] as? FileAttributeType == .typeRegular else { return }
    files.count += 1
    files.bytes += (entry[.size] as? NSNumber)?.uint64Value ?? 0
  }
}
