import Foundation
import Synchronization

@testable import TrainingProvider

/// A store whose blobs are elsewhere, like a bucket: it reads them from copies on the local disk, which
/// it removes as soon as nobody holds them. It fails when a test tells it to.
final class RemoteBlobStore: BlobStore {
  /// How many bytes can still be stored, as the store says.
  let free = Shared<UInt64?>(nil)

  /// How many bytes of each dataset are accepted before the store is full.
  let accepted = Shared<Int?>(nil)

  /// Whether blobs can be read.
  let isReachable = Gate(open: true)

  /// The local copies.
  let copies: URL
  /// The blobs.
  let remote: FolderBlobStore

  /// How long it takes to store a part of a dataset.
  let storingTime = Shared(Duration.zero)

  init(in root: URL) async throws {
    copies = root.appendingPathComponent("copies")
    try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
    remote = try await FolderBlobStore(root: root.appendingPathComponent("remote"))
  }

  func writer(
    for key: BlobKey, maxBytes: UInt64, expecting digest: BlobDigest?,
    in reservation: StorageReservation
  ) -> any BlobWriter {
    Writer(
      writer: remote.writer(
        for: key, maxBytes: maxBytes, expecting: digest, in: reservation), store: self)
  }

  func makeFolder(for key: BlobKey) async throws -> any BlobFolder {
    let url = newCopy()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return Folder(url: url, key: key, store: self)
  }

  func open(_ key: BlobKey) async throws -> LocalBlob {
    guard isReachable.isOpen else { throw ProviderError(.overloaded, "the store is cut off") }
    let blob = try await remote.open(key)
    let copy = newCopy()
    try FileManager.default.copyItem(at: blob.url, to: copy)
    return LocalBlob(copy) { try? FileManager.default.removeItem(at: copy) }
  }

  func contains(_ key: BlobKey) async throws -> Bool { try await remote.contains(key) }
  func delete(_ keys: [BlobKey]) async { await remote.delete(keys) }
  func deleteAll(ofModel id: String) async { await remote.deleteAll(ofModel: id) }
  func models(with kind: BlobKey.Kind) async throws -> [String] {
    try await remote.models(with: kind)
  }
  func settledBlobs(
    _ kind: BlobKey.Kind, ofModels models: [String]
  ) async throws -> [BlobKey] { try await remote.settledBlobs(kind, ofModels: models) }
  func discard(_ key: BlobKey, as label: String) async throws {
    try await remote.discard(key, as: label)
  }
  func discardUnfinished() async throws { try await remote.discardUnfinished() }
  func freeBytes() throws(ProviderError) -> UInt64? { free.value }

  private func newCopy() -> URL { copies.appendingPathComponent(UUID().uuidString) }

  private struct Writer: BlobWriter {
    let writer: any BlobWriter
    let store: RemoteBlobStore

    var byteCount: UInt64 { writer.byteCount }
    func append(_ data: Data) async throws {
      if let accepted = store.accepted.value, Int(byteCount) + data.count > accepted {
        throw ProviderError.storageFull()
      }
      try await Task.sleep(for: store.storingTime.value)
      try await writer.append(data)
    }
    func finish() async throws { try await writer.finish() }
    func discard() async { await writer.discard() }
  }

  private struct Folder: BlobFolder {
    let url: URL
    let key: BlobKey
    let store: RemoteBlobStore

    func finish() async throws -> UInt64 {
      let folder = try await store.remote.makeFolder(for: key)
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
        try FileManager.default.moveItem(
          at: url.appendingPathComponent(name), to: folder.url.appendingPathComponent(name))
      }
      return try await folder.finish()
    }

    func discard() async {
      try? FileManager.default.removeItem(at: url)
      await store.delete([key])
    }
  }
}
