import Foundation
import SwiftProtobuf
import TrainingProvider

/// Takes datasets, artefacts and checkpoints from a store into an archive, and from an archive into a store.
struct ArchivedBlobs: Sendable {
  let archive: ArchiveFolder
  let store: any BlobStore

  /// Puts a blob of the store into the archive, unless it is there already. On one file system, both share
  /// the data by hard links.
  ///
  /// - Throws: ``ProviderError`` that names the model if the blob hasn't the size that the registry knows.
  func export(
    _ key: BlobKey, of model: StoredModel
  ) async throws -> Training_Cluster_ArchivedBlob {
    var blob = Training_Cluster_ArchivedBlob(key)
    let place = archive.url(of: key)
    do {
      let isThere = try await archive.files.run {
        FileManager.default.fileExists(atPath: place.path)
      }
      if !isThere { try await repeatFiles(of: key, at: place) }
    } catch let error as ProviderError where error.code == .blobMissing {
      blob.isMissing = true
      return blob
    }
    blob.files = try await archive.files.run {
      try archive.explaining { try Training_Cluster_ArchivedFile.all(at: place) }
    }
    try Self.requireSize(of: blob, key, model)
    return blob
  }

  private func repeatFiles(of key: BlobKey, at place: URL) async throws {
    let local = try await store.open(key)
    let partial = archive.partial.appendingPathComponent(key.description)
    try await archive.files.run {
      var transfer = FileTransfer()
      guard try transfer.transfer(local.url, to: partial) else {
        throw ProviderError.blobMissing(key)
      }
      try archive.explaining {
        let folder = place.deletingLastPathComponent()
        try FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.moveItem(at: partial, to: place)
        try FileSynchronization.synchronize(folder)
        try FileSynchronization.synchronize(folder.deletingLastPathComponent())
      }
    }
  }

  private static func requireSize(
    of blob: Training_Cluster_ArchivedBlob, _ key: BlobKey, _ model: StoredModel
  ) throws {
    let known =
      switch key.kind {
      case .dataset: [model.dataset, model.candidate].first { $0?.file == key.name }??.byteCount
      case .artefacts: Optional(model.artefactBytes)
      case .checkpoints: model.savedCheckpoints?.byteCount
      }
    guard let known, known != blob.byteCount else { return }
    throw ProviderError(
      .digestMismatch,
      "\(key) of model \(model.id) has \(blob.byteCount) bytes, but the registry says \(known): restore "
        + "it from a backup, or delete the model", modelID: model.id)
  }
}

extension ArchivedBlobs {
  /// Puts a blob of the archive into the store, unless it is there already, and reads it back.
  ///
  /// - Throws: ``ProviderError`` that names the model if what is in the store isn't what the archive says.
  func `import`(_ blob: Training_Cluster_ArchivedBlob) async throws {
    guard !blob.isMissing else { return }
    guard let key = blob.key,
      blob.files.allSatisfy({ $0.path.isEmpty || ArchivePath.isPlain($0.path) })
    else { throw damaged(blob.name) }
    if try await !store.contains(key) {
      switch key.kind {
      case .dataset: try await importDataset(key, blob)
      case .artefacts, .checkpoints: try await importFolder(key, blob)
      }
    }
    try await confirm(blob)
  }

  /// Reads a blob in the store, and compares it with the archive.
  func confirm(_ blob: Training_Cluster_ArchivedBlob) async throws {
    guard !blob.isMissing else { return }
    guard let key = blob.key else { throw damaged(blob.name) }
    let local = try await store.open(key)
    let found = try await archive.files.run { try Training_Cluster_ArchivedFile.all(at: local.url) }
    guard found == blob.files else {
      throw ProviderError(
        .digestMismatch,
        "\(key) of model \(key.modelID) isn't in the store as it is in \(archive.root.path)",
        modelID: key.modelID)
    }
  }

  private func importDataset(_ key: BlobKey, _ blob: Training_Cluster_ArchivedBlob) async throws {
    guard let file = blob.files.first, blob.files.count == 1, file.path.isEmpty,
      let digest = BlobDigest(bytes: file.digest)
    else { throw damaged(key.description) }
    let reading = try await archive.files.run {
      try archive.explaining { try FileHandle(forReadingFrom: archive.url(of: key)) }
    }
    let writer = store.writer(
      for: key, maxBytes: file.byteCount, expecting: digest, in: StorageReservation())
    do {
      while let data = try await archive.files.run({ try reading.read(upToCount: 4 << 20) }),
        !data.isEmpty
      {
        try await writer.append(data)
      }
      // An empty dataset has to be begun, too.
      if file.byteCount == 0 { try await writer.append(Data()) }
      try await writer.finish()
    } catch {
      await writer.discard()
      throw Self.naming(key, error)
    }
  }

  private func importFolder(_ key: BlobKey, _ blob: Training_Cluster_ArchivedBlob) async throws {
    let folder = try await store.makeFolder(for: key)
    let source = archive.url(of: key)
    do {
      try await archive.files.run {
        var transfer = FileTransfer()
        // Links come last, so that no file is written to where one leads.
        for file in blob.files.sorted(by: { !$0.hasLink && $1.hasLink }) {
          let isThere = try transfer.transfer(
            source.appendingPathComponent(file.path),
            to: folder.url.appendingPathComponent(file.path))
          guard isThere else { throw damaged("\(key)/\(file.path)") }
        }
      }
      _ = try await folder.finish()
    } catch {
      await folder.discard()
      throw Self.naming(key, error)
    }
  }

  private func damaged(_ name: String) -> ProviderError {
    ProviderError(
      .digestMismatch,
      "\(name) is missing or damaged in \(archive.root.path): choose another archive, or export again"
    )
  }

  /// Says which file an error is about.
  private static func naming(_ key: BlobKey, _ error: any Error) -> any Error {
    guard var error = error as? ProviderError else { return error }
    error.message = "\(key) of model \(key.modelID) can't be imported: \(error.message)"
    error.modelID = key.modelID
    return error
  }
}

extension Training_Cluster_ArchivedFile {
  /// The file of a dataset, or the files and symbolic links in a folder, sorted by their paths. Blocks the
  /// thread.
  static func all(at url: URL) throws -> [Self] {
    let manager = FileManager.default
    let type = try manager.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
    guard type == .typeDirectory else { return [try file(at: url, as: "")] }
    var files: [Self] = []
    let entries = manager.enumerator(atPath: url.path)
    while let path = entries?.nextObject() as? String {
      let entry = url.appendingPathComponent(path)
      switch try manager.attributesOfItem(atPath: entry.path)[.type] as? FileAttributeType {
      case .typeRegular: files.append(try file(at: entry, as: path))
      case .typeSymbolicLink:
        let target = try manager.destinationOfSymbolicLink(atPath: entry.path)
        files.append(
          .with {
            $0.path = path
            $0.link = target
          })
      default: continue
      }
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func file(at url: URL, as path: String) throws -> Self {
    let size = try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? NSNumber
    let digest = try BlobDigest(ofFileAt: url)
    return .with {
      $0.path = path
      $0.byteCount = size?.uint64Value ?? 0
      $0.digest = Data(digest.bytes)
    }
  }
}
