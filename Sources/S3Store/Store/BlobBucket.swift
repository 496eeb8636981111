import Foundation
import Logging
import NIOCore
import TrainingProvider

/// The blobs in a bucket, without copies on this machine.
struct BlobBucket: Sendable {
  let client: S3Client
  let objects: BlobObjects
  let logger: Logger

  /// The places for parts that are sent, and for those that are read.
  let sending: WorkPlaces
  let reading: WorkPlaces

  init(_ client: S3Client, logger: Logger) {
    self.client = client
    self.logger = logger
    objects = BlobObjects(prefix: client.configuration.prefix)
    let refusal = ProviderError(.overloaded, "the provider is overloaded; try again later")
    func places() -> WorkPlaces {
      WorkPlaces(
        client.configuration.concurrentTransfers, maxWaiting: .max, refusal: refusal)
    }
    sending = places()
    reading = places()
  }

  /// The largest size of a file.
  func maxBytes(partBytes: Int) -> UInt64 { UInt64(partBytes) * UInt64(S3Configuration.maxParts) }

  func upload(of key: String, partBytes: Int) -> ObjectUpload {
    ObjectUpload(of: key, partBytes: partBytes, client: client, places: sending)
  }

  /// Makes a blob visible whose files are stored.
  func publish(_ index: BlobIndex, as key: BlobKey) async throws {
    let body = try await client.files.run { S3Body(try index.encoded()) }
    guard body.bytes.readableBytes <= S3Client.maxWholeBytes else {
      throw S3Error(.refused, "\(key) has too many files: pack them into fewer")
    }
    try await client.put(body, as: objects.index(of: key))
  }

  /// Writes, reads and deletes an object.
  func checkAccess() async throws {
    let key = "\(client.configuration.prefix)probe/\(UInt64.random(in: .min ... .max))"
    let body = S3Body(text: "probe")
    try await client.put(body, as: key)
    _ = try await client.get(key)
    try await client.delete([key])
    var uploads = client.unfinishedUploads(key)
    _ = try await uploads.next()
  }

  func contains(_ key: BlobKey) async throws -> Bool {
    try await client.head(objects.index(of: key)) != nil
  }

  /// What a blob consists of.
  ///
  /// - Throws: ``S3Error`` with ``S3Error/Code/notFound`` if there is no such blob.
  func index(of key: BlobKey) async throws -> BlobIndex {
    let data = try await client.get(objects.index(of: key))
    return try await client.files.run { try BlobIndex(reading: data) }
  }

  /// Removes blobs: first what makes them visible, then their files. What can't be removed stays, and is
  /// found by the next sweep.
  func remove(_ keys: [BlobKey]) async {
    guard !keys.isEmpty else { return }
    let what = keys.count == 1 ? "\(keys[0])" : "\(keys.count) blobs"
    await attempt("\(what) can't be deleted at present") {
      try await client.delete(keys.map(objects.index))
      let datasets = keys.filter { $0.kind == .dataset }
      if !datasets.isEmpty { try await client.delete(datasets.map { objects.file(0, of: $0) }) }
      for key in keys where key.kind == .artefacts {
        try await removeAll(objects.files(of: key))
      }
    }
  }

  func removeAll(ofModel id: String) async {
    await attempt("the blobs of model \(id) can't be deleted at present") {
      for kind in BlobKey.Kind.allCases {
        try await removeAll(objects.indices(of: kind, model: id))
        try await removeAll(objects.files(of: kind, model: id))
      }
    }
  }

  /// Deletes all objects whose keys begin with a prefix.
  func removeAll(_ prefix: String) async throws {
    var listing = client.objects(prefix)
    while let page = try await listing.next() {
      if !page.isEmpty { try await client.delete(page.map(\.key)) }
    }
  }

  /// Does work whose failure leaves something for the next sweep.
  ///
  /// It goes on if the calling task is cancelled, but not for longer than a request may take: somebody
  /// waits for the answer to a deletion.
  func attempt(
    _ problem: String, _ work: @escaping @Sendable () async throws -> Void
  ) async {
    let end = ContinuousClock.now + client.configuration.timeout
    await Task {
      do {
        try await withInterruption(
          by: { try await Task.sleep(until: end, clock: .continuous) },
          orThrow: S3Error(.unavailable, "the store didn't answer in time"), work)
      } catch {
        logger.warning("\(problem): \(error)")
      }
    }.value
  }
}
