package import Foundation
package import TrainingProvider

/// Fills a registry and a store for blobs with what is in an archive.
///
/// The registry notes how far it is filled, in the transactions that fill it. So an import that was
/// interrupted goes on where it was. One that was complete is compared with the archive.
package struct ArchiveImport: Sendable {
  private let archive: ArchiveFolder
  private let target: any RegistryTarget
  private let store: any BlobStore
  private let blobs: ArchivedBlobs

  /// - Parameters:
  ///   - folder: the folder of the archive.
  ///   - target: the registry. The import closes it.
  ///   - store: the store for datasets and artefacts.
  package init(of folder: URL, to target: any RegistryTarget, _ store: any BlobStore) {
    archive = ArchiveFolder(folder)
    self.target = target
    self.store = store
    blobs = ArchivedBlobs(archive: archive, store: store)
  }

  /// - Throws: ``ProviderError``
  package func run() async throws -> ArchiveManifest {
    do {
      let manifest = try await fill()
      await target.close()
      return manifest
    } catch {
      await target.close()
      throw error
    }
  }

  private func fill() async throws -> ArchiveManifest {
    let manifest = try await archive.manifest()
    let places = try await check(manifest)
    let progress = try await target.begin(manifest.id, identity: manifest.registry)
    try await store(progress, manifest, places)
    for part in manifest.parts {
      let models = try await read(part)
      try await target.confirm(try models.map { try $0.entry })
      guard progress == .complete else { continue }
      for blob in models.flatMap(\.blobs) { try await blobs.confirm(blob) }
    }
    try await target.store(try await changes(manifest).operatorChanges)
    try manifest.counts.requireSame(
      as: try await target.counts(), (archive.root.path, target.name))
    try await target.publish()
    return manifest
  }

  /// Stores the parts that aren't stored yet, each after its files.
  private func store(
    _ progress: ImportProgress, _ manifest: ArchiveManifest, _ places: [Int64]
  ) async throws {
    guard case .parts(let stored) = progress else { return }
    var first = 0
    for (number, part) in manifest.parts.enumerated() {
      defer { first += part.models }
      guard number >= stored else { continue }
      let models = try await read(part)
      for blob in models.flatMap(\.blobs) { try await blobs.import(blob) }
      try await target.store(
        try models.map { try $0.entry }, places: Array(places[first...].prefix(models.count)),
        asPart: number)
    }
  }

  private func read(_ part: ArchiveManifest.Part) async throws -> [Training_Cluster_ArchivedModel] {
    try await archive.read(
      Training_Cluster_ArchivePart.self, from: part.file, digest: part.digest
    ).models
  }

  private func changes(
    _ manifest: ArchiveManifest
  ) async throws -> Training_Cluster_ArchivedChanges {
    try await archive.read(
      Training_Cluster_ArchivedChanges.self, from: ArchiveFolder.changes,
      digest: manifest.operatorChanges)
  }
}

extension ArchiveImport {
  /// Makes sure that the archive contains what it says, and that the store contains nothing else.
  ///
  /// - Returns: the place of each model among all of them in the order of their creation, from 1.
  private func check(_ manifest: ArchiveManifest) async throws -> [Int64] {
    var counts = RegistryCounts()
    var files = ArchivedFiles()
    var creation: [Date] = []
    var strangers: Set<String> = []
    for kind in BlobKey.Kind.allCases { strangers.formUnion(try await store.models(with: kind)) }
    for part in manifest.parts {
      let models = try await read(part)
      guard models.count == part.models else { throw inconsistent() }
      for model in models {
        let entry = try model.entry
        counts.add(entry)
        creation.append(entry.model.createdAt)
        strangers.remove(entry.model.id)
        for blob in model.blobs { files.add(blob) }
      }
    }
    counts.operatorChanges = try await changes(manifest).changes.count
    guard counts == manifest.counts, files == manifest.files else { throw inconsistent() }
    if let stranger = strangers.min() {
      throw ProviderError(
        .invalidConfiguration,
        "the store for datasets and artefacts has files of model \(stranger), which isn't in the archive: "
          + "choose another folder, because providers remove files of models that they don't know")
    }
    return Self.places(creation)
  }

  private static func places(_ dates: [Date]) -> [Int64] {
    var places = [Int64](repeating: 0, count: dates.count)
    let order = dates.indices.sorted { (dates[$0], $0) < (dates[$1], $1) }
    for (place, index) in order.enumerated() { places[index] = Int64(place + 1) }
    return places
  }

  private func inconsistent() -> ProviderError {
    ProviderError(
      .digestMismatch,
      "\(archive.root.path) doesn't contain what its \(ArchiveManifest.fileName) says: choose another "
        + "archive, or export again")
  }
}
