import Foundation
public import TrainingProvider

extension S3BlobStore {
  public func models(with kind: BlobKey.Kind) async throws -> [String] {
    try await translatingErrors {
      var folders = bucket.client.folders(bucket.objects.indices(of: kind))
      return try await folders.rest()
    }
  }

  /// The blobs that were finished long enough ago.
  public func settledBlobs(
    _ kind: BlobKey.Kind, ofModels models: [String]
  ) async throws -> [BlobKey] {
    try await translatingErrors {
      var settled: [BlobKey] = []
      for model in models {
        var listing = bucket.client.objects(bucket.objects.indices(of: kind, model: model))
        while let page = try await listing.next() {
          let latest = time(before: settlingTime)
          settled += page.filter { $0.changedAt <= latest }.compactMap {
            bucket.objects.blob($0.key, kind, below: bucket.objects.indices(of: kind))
          }
        }
      }
      return settled
    }
  }

  /// Moves the index of a blob to `trash/LABEL`. The files stay where they are, so that putting the index
  /// back restores the blob.
  public func discard(_ key: BlobKey, as label: String) async throws {
    try await translatingErrors {
      let client = bucket.client
      let index: Data
      do {
        index = try await client.get(bucket.objects.index(of: key))
      } catch let error as S3Error where error.code == .notFound {
        throw ProviderError.blobMissing(key)
      }
      let body = try await client.files.run { S3Body(index) }
      try await client.put(body, as: bucket.objects.discarded(key, as: label))
      try await client.delete([bucket.objects.index(of: key)])
      await cache.forget { $0 == key }
    }
  }

  /// Removes uploads that nobody will finish, files without an index, and what was taken out of use, if
  /// they are old enough.
  public func discardUnfinished() async throws {
    try await translatingErrors {
      try await abortOldUploads()
      try await emptyTrash()
      for kind in BlobKey.Kind.allCases { try await removeOrphans(kind) }
    }
  }

  private func time(before age: Duration) -> Date {
    bucket.client.now.addingTimeInterval(-(age / .seconds(1)))
  }

  private func abortOldUploads() async throws {
    var listing = bucket.client.unfinishedUploads(bucket.client.configuration.prefix)
    while let page = try await listing.next() {
      let latest = time(before: abandonmentTime)
      for upload in page where upload.begunAt <= latest {
        try await bucket.client.abortUpload(upload.id, of: upload.key)
      }
    }
  }

  /// Removes blobs that were taken out of use long ago: first their files, so that nothing is forgotten if
  /// this is interrupted.
  private func emptyTrash() async throws {
    var listing = bucket.client.objects(bucket.objects.trash)
    while let page = try await listing.next() {
      let latest = time(before: abandonmentTime)
      for object in page where object.changedAt <= latest {
        guard let key = bucket.objects.discardedBlob(object.key) else { continue }
        // An operator may have put the index back.
        if try await !bucket.contains(key) {
          try await bucket.removeAll(bucket.objects.files(of: key))
        }
        try await bucket.client.delete([object.key])
      }
    }
  }

  /// Removes files whose blob has no index, neither in its place nor in the trash.
  private func removeOrphans(_ kind: BlobKey.Kind) async throws {
    var trash = bucket.client.objects(bucket.objects.trash)
    let discarded = Set(try await trash.rest().compactMap { bucket.objects.discardedBlob($0.key) })
    var sweep = OrphanSweep(kind, bucket)
    while let (key, files) = try await sweep.next() {
      let latest = time(before: abandonmentTime)
      guard !discarded.contains(key), files.allSatisfy({ $0.changedAt <= latest }) else { continue }
      try await bucket.client.delete(files.map(\.key))
    }
  }
}

/// Goes through the files and the indices of all blobs of a kind, which are listed in the same order, and
/// finds the files without an index. Only a page of each is in memory.
private struct OrphanSweep {
  private let kind: BlobKey.Kind
  private let objects: BlobObjects
  private var files: Listing<ListedObject>
  private var indices: Listing<ListedObject>
  private var listedFiles: ArraySlice<ListedObject> = []
  private var listedIndices: ArraySlice<ListedObject> = []

  init(_ kind: BlobKey.Kind, _ bucket: BlobBucket) {
    self.kind = kind
    objects = bucket.objects
    files = bucket.client.objects(objects.files(of: kind))
    indices = bucket.client.objects(objects.indices(of: kind))
  }

  /// The next blob that has files but no index, with as many of its files as a page has.
  mutating func next() async throws -> (BlobKey, [ListedObject])? {
    while let first = try await Self.peek(&listedFiles, &files) {
      guard let key = objects.blob(first.key, kind, below: objects.files(of: kind)) else {
        listedFiles.removeFirst()
        continue
      }
      let start = objects.files(of: key)
      let group = listedFiles.prefix { $0.key.hasPrefix(start) }
      listedFiles = listedFiles.dropFirst(group.count)
      if try await !hasIndex(key) { return (key, Array(group)) }
    }
    return nil
  }

  /// Whether there is an index. Blobs have to be asked for in order.
  private mutating func hasIndex(_ key: BlobKey) async throws -> Bool {
    let wanted = objects.index(of: key)
    while let index = try await Self.peek(&listedIndices, &indices) {
      if index.key == wanted { return true }
      guard Self.precedes(index.key, wanted) else { return false }
      listedIndices.removeFirst()
    }
    return false
  }

  /// The next object that is listed.
  private static func peek(
    _ page: inout ArraySlice<ListedObject>, _ listing: inout Listing<ListedObject>
  ) async throws -> ListedObject? {
    while page.isEmpty {
      guard let next = try await listing.next() else { return nil }
      page = next[...]
    }
    return page.first
  }

  /// Whether a store lists one key before another: it compares their bytes.
  private static func precedes(_ key: String, _ other: String) -> Bool {
    key.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
