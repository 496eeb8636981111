package import Foundation
import SwiftProtobuf
package import TrainingProvider

/// Writes all models of a registry, with their histories and files, into an archive.
///
/// What an earlier run has written is kept if the registry still says the same. So an export that was
/// interrupted goes on, and one that was complete is compared with the registry.
package struct ArchiveExport: Sendable {
  private let source: any RegistrySource
  private let archive: ArchiveFolder
  private let blobs: ArchivedBlobs
  private let limits: PartLimits

  /// - Parameters:
  ///   - source: the registry. The export closes it.
  ///   - blobs: the store of its datasets and artefacts.
  ///   - folder: the folder of the archive.
  ///   - limits: how large a part is.
  package init(
    of source: any RegistrySource, _ blobs: any BlobStore, to folder: URL,
    limits: PartLimits = PartLimits()
  ) {
    self.source = source
    self.limits = limits
    archive = ArchiveFolder(folder)
    self.blobs = ArchivedBlobs(archive: archive, store: blobs)
  }

  /// - Throws: ``ProviderError``
  package func run() async throws -> ArchiveManifest {
    do {
      let manifest = try await write()
      await source.close()
      return manifest
    } catch {
      await source.close()
      throw error
    }
  }

  private func write() async throws -> ArchiveManifest {
    let identity = try await source.identity()
    let folder = try await archive.prepare(for: identity)
    defer { folder.lock.release() }
    let complete = folder.complete
    try await source.begin(folder.export)
    var manifest = ArchiveManifest(
      date: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)),
      registry: identity, counts: RegistryCounts(), files: ArchivedFiles(), parts: [],
      operatorChanges: "")
    var waiting: [RegistryEntry] = []
    var (last, isAtEnd) = (nil as String?, false)
    while true {
      if waiting.count < limits.models, !isAtEnd {
        let page = try await source.entries(after: last, limit: limits.models)
        (isAtEnd, last) = (page.count < limits.models, page.last?.model.id ?? last)
        waiting += page
        continue
      }
      guard !waiting.isEmpty else { break }
      let entries = Array(waiting.prefix(limits.count(of: waiting)))
      waiting.removeFirst(entries.count)
      try await writePart(entries, into: &manifest, isComplete: complete != nil)
    }
    let changes = Training_Cluster_ArchivedChanges(try await source.operatorChanges())
    manifest.counts.operatorChanges = changes.changes.count
    // A whole archive is never changed.
    manifest.operatorChanges =
      complete == nil
      ? try await archive.write(changes, as: ArchiveFolder.changes)
      : BlobDigest(of: try changes.data).description
    try manifest.counts.requireSame(
      as: try await source.counts(), ("what was read", "the registry"))
    if let complete, complete.id == manifest.id { return complete }
    guard complete == nil else { throw changed() }
    try await archive.finish(manifest)
    return manifest
  }

  private func writePart(
    _ entries: [RegistryEntry], into manifest: inout ArchiveManifest, isComplete: Bool
  ) async throws {
    let number = manifest.parts.count
    var part = Training_Cluster_ArchivePart.with {
      $0.models = entries.map(Training_Cluster_ArchivedModel.init)
    }
    var digest: String
    if let earlier = try await archive.earlierPart(number),
      earlier.part.models.count == part.models.count,
      zip(earlier.part.models, part.models).allSatisfy({ $0.isSameEntry(as: $1) })
    {
      (part, digest) = earlier
    } else {
      if isComplete { throw changed() }
      for (index, entry) in entries.enumerated() {
        for key in Set(entry.model.blobs).sorted(by: { $0.description < $1.description }) {
          part.models[index].blobs.append(try await blobs.export(key, of: entry.model))
        }
      }
      digest = try await archive.write(part, as: ArchiveFolder.name(ofPart: number))
    }
    for entry in entries { manifest.counts.add(entry) }
    for blob in part.models.flatMap(\.blobs) { manifest.files.add(blob) }
    manifest.parts.append(
      ArchiveManifest.Part(
        file: ArchiveFolder.name(ofPart: number), models: entries.count, digest: digest))
  }

  private func changed() -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "\(archive.root.path) is a whole archive, and the registry has changed since: choose a new folder"
    )
  }
}

/// How large the parts of an archive are.
package struct PartLimits: Hashable, Sendable {
  /// The largest number of models.
  package var models: Int

  /// The number of bytes of datasets and artefacts after which another part begins.
  package var fileBytes: UInt64

  /// The number of entries of histories and of addresses after which another part begins.
  package var details: Int

  package init(models: Int = 1000, fileBytes: UInt64 = 1 << 30, details: Int = 20_000) {
    self.models = max(models, 1)
    self.fileBytes = fileBytes
    self.details = details
  }

  /// How many of some entries the next part has: at least one.
  func count(of entries: [RegistryEntry]) -> Int {
    var (count, bytes, details) = (0, 0 as UInt64, 0)
    for entry in entries.prefix(models) {
      count += 1
      bytes =
        bytes.addingReportingOverflow(entry.model.byteCount).overflow
        ? .max : bytes + entry.model.byteCount
      details += entry.history.count + entry.model.addressList.count
      if bytes >= fileBytes || details >= self.details { break }
    }
    return count
  }
}

extension Training_Cluster_ArchivedChanges {
  init(_ changes: [OperatorChange]) {
    self.init()
    self.changes = changes.map { change in
      .with {
        $0.number = change.number
        $0.modelID = change.modelID
        $0.revision = change.revision
      }
    }
  }

  var operatorChanges: [OperatorChange] {
    changes.map { OperatorChange(number: $0.number, modelID: $0.modelID, revision: $0.revision) }
  }
}
