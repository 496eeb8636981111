package import Foundation

extension ModelOperations {
  /// Repeats the registry and all files of models in another folder, while a provider serves.
  ///
  /// Every file that the registry in the backup names is in the backup. First, without keeping anybody
  /// from writing, the files are repeated to which models refer now. Then, while nobody writes for a
  /// moment, a snapshot of the registry begins, and files that are new are linked into the folder for
  /// uploads, so that they can't disappear. Those and the snapshot are then repeated at leisure.
  ///
  /// - Parameter target: a folder that doesn't exist or is empty.
  /// - Throws: ``ProviderError``
  package func backUp(to target: URL) async throws -> BackupManifest {
    try await directory.files.run {
      try Self.explaining(target) {
        guard let registry = registry as? SQLiteModelRegistry else {
          throw ProviderError(
            .invalidConfiguration,
            "a backup is made of a data directory: for a registry in etcd, use models export")
        }
        try requirePlace(for: target)
        return try Backup(registry: registry, directory: directory, target: target).write()
      }
    }
  }

  private func requirePlace(for target: URL) throws {
    let (place, root) = (target.standardizedFileURL.path, directory.root.standardizedFileURL.path)
    guard place != root, !place.hasPrefix("\(root)/") else {
      throw ProviderError(
        .invalidConfiguration,
        "the backup would be in the data directory itself: choose a folder outside of \(root)")
    }
    guard (try? FileManager.default.contentsOfDirectory(atPath: place))?.isEmpty ?? true else {
      throw ProviderError(
        .invalidConfiguration, "\(place) is not empty: choose a new folder for each backup")
    }
  }

  /// Turns other errors into one that names the folder.
  package static func explaining<T>(_ folder: URL, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as ProviderError {
      throw error
    } catch {
      throw ProviderError(
        .storageFailed,
        "\(folder.path) cannot be written (\(error)): check the space and the permissions there",
        cause: error)
    }
  }
}

/// One backup. Blocks the thread.
private struct Backup {
  let registry: SQLiteModelRegistry
  let directory: DataDirectory
  let target: URL

  func write() throws -> BackupManifest {
    try FileManager.default.createDirectory(
      at: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var transfer = FileTransfer()
    var present: Set<String> = []
    for path in try registry.references().sorted() where try repeatFile(path, with: &transfer) {
      present.insert(path)
    }
    // At its start, a provider removes what other processes left there.
    let pins = directory.newUpload()
    defer { try? FileManager.default.removeItem(at: pins) }
    var pinned: [String] = []
    var missing: [String] = []
    var manifest: BackupManifest?
    try RegistrySnapshot.take(of: registry) { snapshot in
      var links = FileTransfer()
      for path in snapshot.references.subtracting(present).sorted() {
        let isThere = try links.transfer(
          directory.root.appendingPathComponent(path), to: pins.appendingPathComponent(path))
        if isThere { pinned.append(path) } else { missing.append(path) }
      }
    } use: { snapshot in
      for path in pinned {
        guard
          try transfer.transfer(
            pins.appendingPathComponent(path), to: target.appendingPathComponent(path))
        else { throw interrupted }
      }
      for path in present.subtracting(snapshot.references) { remove(path) }
      try snapshot.copy(to: target.appendingPathComponent(directory.registry.lastPathComponent))
      manifest = BackupManifest(
        date: Date(), registry: snapshot.identity, models: snapshot.models, files: transfer.count,
        bytes: transfer.bytes, isCopy: transfer.hasCopied, missing: missing)
    }
    guard let manifest else { throw interrupted }
    try manifest.write(into: target)
    return manifest
  }

  private func repeatFile(_ path: String, with transfer: inout FileTransfer) throws -> Bool {
    try transfer.transfer(
      directory.root.appendingPathComponent(path), to: target.appendingPathComponent(path))
  }

  private func remove(_ path: String) {
    let file = target.appendingPathComponent(path)
    try? FileManager.default.removeItem(at: file)
    rmdir(file.deletingLastPathComponent().path)
  }

  private var interrupted: ProviderError {
    ProviderError(
      .interrupted,
      "a provider started during the backup: remove \(target.path), then make the backup again")
  }
}
