import Foundation

/// How much of the disk a data directory takes up.
package struct DiskUsage: Hashable, Sendable {
  package var datasets = FilesOnDisk()
  package var artefacts = FilesOnDisk()

  /// What trainings have stored to be continued later.
  package var checkpoints = FilesOnDisk()

  /// Files that are being received.
  package var uploads = FilesOnDisk()

  /// Files that no model refers to.
  package var trash = FilesOnDisk()

  /// The registry with its journal.
  package var registry = FilesOnDisk()

  /// The bytes of the file system that the provider's user can still write.
  package var freeBytes: UInt64 = 0
}

extension ModelOperations {
  /// Adds up the sizes of all files in the data directory.
  package func diskUsage() async throws -> DiskUsage {
    try await directory.files.run {
      var usage = DiskUsage()
      usage.datasets = FilesOnDisk(below: directory[.datasets])
      usage.artefacts = FilesOnDisk(below: directory[.artefacts])
      usage.checkpoints = FilesOnDisk(below: directory[.checkpoints])
      usage.uploads = FilesOnDisk(below: directory[.uploads])
      usage.trash = FilesOnDisk(below: directory[.trash])
      for suffix in ["", "-wal", "-shm"] {
        usage.registry.add(directory.registry.path + suffix)
      }
      usage.freeBytes = try StorageBudget.freeBytes(of: directory.root)
      return usage
    }
  }
}
