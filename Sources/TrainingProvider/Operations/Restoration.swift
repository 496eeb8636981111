package import Foundation

/// Puts a backup into a data directory that is empty and that no provider uses.
package struct Restoration: Sendable {
  let backup: URL
  let directory: DataDirectory

  package init(of backup: URL, into dataDirectory: URL) {
    self.backup = backup
    directory = DataDirectory(
      root: dataDirectory, files: WorkPool("files", threads: 1, maxWaiting: 64))
  }

  /// Restores the registry and the files. The registry comes last, so a provider that is started after
  /// an interruption finds none and refuses to start.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if the directory is
  ///   in use or not empty, or if the backup isn't whole.
  package func run() async throws -> BackupManifest {
    let manifest = try await directory.files.run { try BackupManifest(readingFrom: backup) }
    try await directory.create()
    return try await directory.files.run {
      let lock = try DirectoryLock(directory.lock)
      defer { lock.release() }
      try requireEmpty()
      return try ModelOperations.explaining(directory.root) {
        try restore(manifest)
        return manifest
      }
    }
  }

  private func requireEmpty() throws {
    let manager = FileManager.default
    let known = Set(
      DataDirectory.Area.allCases.map(\.rawValue) + [directory.lock.lastPathComponent])
    let others = try manager.contentsOfDirectory(atPath: directory.root.path)
      .filter { !known.contains($0) }
    let files = try DataDirectory.Area.allCases
      .flatMap { try manager.contentsOfDirectory(atPath: directory[$0].path) }
    guard others.isEmpty, files.isEmpty else {
      throw ProviderError(
        .invalidConfiguration,
        "the data directory \(directory.root.path) is not empty: move what is in it elsewhere, or "
          + "choose a new directory")
    }
  }

  private func restore(_ manifest: BackupManifest) throws {
    let name = directory.registry.lastPathComponent
    let partial = directory.root.appendingPathComponent("\(name).partial")
    try FileManager.default.copyItem(at: backup.appendingPathComponent(name), to: partial)
    var transfer = FileTransfer()
    for path in try RegistrySnapshot.references(in: partial).sorted()
    where !manifest.missing.contains(path) {
      guard
        try transfer.transfer(
          backup.appendingPathComponent(path), to: directory.root.appendingPathComponent(path))
      else {
        throw ProviderError(
          .invalidConfiguration,
          "\(path) is missing in the backup \(backup.path): choose another backup, and empty "
            + "\(directory.root.path) before you restore it")
      }
    }
    try Data("\(manifest.registry)\n".utf8).write(to: directory.identity, options: .atomic)
    try FileSynchronization.synchronize(directory.identity)
    try FileSynchronization.synchronize(partial)
    for area in DataDirectory.Area.allCases { try FileSynchronization.synchronize(directory[area]) }
    for suffix in ["-wal", "-shm"] { unlink(partial.path + suffix) }
    try FileManager.default.moveItem(at: partial, to: directory.registry)
    try FileSynchronization.synchronize(directory.root)
  }
}
