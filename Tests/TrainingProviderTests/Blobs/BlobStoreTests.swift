import Foundation
import Testing

@testable import TrainingProvider

/// What every store for datasets and artefacts guarantees, run over every driver.
@Suite struct BlobStoreTests {
  private let key = BlobKey.dataset("model/file")
  private let data = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })

  @Test(arguments: BlobStoreDriver.allCases)
  func aDatasetAppearsComplete(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, contents in
      let writer = store.writer(
        for: key, maxBytes: 1 << 20, expecting: nil, in: try await .testing())
      for start in stride(from: 0, to: data.count, by: 65_536) {
        try await writer.append(data[start..<min(start + 65_536, data.count)])
        #expect(try await !store.contains(key))
        #expect(try await store.models(with: .dataset).isEmpty)
      }
      #expect(writer.byteCount == 300_000)
      try await writer.finish()
      await writer.discard()
      #expect(try await store.contains(key))
      #expect(try await store.models(with: .dataset) == ["model"])
      let stored = try await contents.names().count
      #expect(try await read(key, from: store) == data)
      #expect(stored == (driver == .bucket ? 2 : 1), "a bucket has an index as well")
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func anEmptyDatasetIsStored(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, _ in
      let writer = store.writer(for: key, maxBytes: 0, expecting: nil, in: try await .testing())
      try await writer.finish()
      #expect(try await read(key, from: store).isEmpty)
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func theExpectedDigestIsAccepted(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, _ in
      try await write(data, to: store, expecting: BlobDigest(of: data))
      #expect(try await read(key, from: store) == data)
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func anotherDigestIsRefusedAndLeavesNothing(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, contents in
      let error = await #expect(throws: ProviderError.self) {
        try await write(data, to: store, expecting: BlobDigest(of: Data("another".utf8)))
      }
      #expect(error?.code == .digestMismatch)
      #expect(error?.message.contains("\(BlobDigest(of: data))") == true)
      try await expectNothing(contents, in: store)
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func aDiscardedDatasetLeavesNothing(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, contents in
      let writer = store.writer(
        for: key, maxBytes: 1 << 20, expecting: nil, in: try await .testing())
      try await writer.append(data)
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        await writer.discard()
      }
      task.cancel()
      await task.value
      await writer.discard()
      try await expectNothing(contents, in: store)
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func noByteOverTheLimitIsStored(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, contents in
      let error = await #expect(throws: ProviderError.self) {
        try await write(data, to: store, maxBytes: UInt64(data.count) - 1)
      }
      #expect(error?.code == .datasetTooLarge)
      try await expectNothing(contents, in: store)
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func aFullStoreLeavesNothing(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, contents in
      let room = try await StorageReservation.testing(maxBytes: 100_000)
      let error = await #expect(throws: ProviderError.self) {
        try await write(data, to: store, in: room)
      }
      #expect(error?.code == .storageFull)
      try await expectNothing(contents, in: store)
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func artefactsAreAFolder(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, contents in
      let key = BlobKey.artefacts("model/training")
      let folder = try await store.makeFolder(for: key)
      try data.write(to: folder.url.appendingPathComponent("weights.bin"))
      try Data("x".utf8).write(to: folder.url.appendingPathComponent("labels"))
      #expect(try await folder.finish() == 300_001)
      do {
        let blob = try await store.open(key)
        defer { withExtendedLifetime(blob) {} }
        #expect(files(below: blob.url) == ["labels", "weights.bin"])
        #expect(try Data(contentsOf: blob.url.appendingPathComponent("weights.bin")) == data)
      }
      #expect(try await store.models(with: .artefacts) == ["model"])
      await folder.discard()
      #expect(try await !store.contains(key))
      #expect(try await contents.names().isEmpty)
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func deletedBlobsAreGone(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, _ in
      let keys = ["a/1", "a/2", "b/1"].map { BlobKey.dataset($0) }
      for key in keys { try await write(data, to: store, as: key) }
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        await store.delete([keys[0], .dataset("a/unknown")])
      }
      task.cancel()
      await task.value
      #expect(try await !store.contains(keys[0]))
      #expect(try await store.contains(keys[1]))
      await store.deleteAll(ofModel: "a")
      #expect(try await !store.contains(keys[1]))
      #expect(try await store.contains(keys[2]))
      let error = await #expect(throws: ProviderError.self) { _ = try await store.open(keys[1]) }
      #expect(error?.code == .blobMissing)
      #expect(error?.modelID == "a")
    }
  }

  @Test(arguments: BlobStoreDriver.allCases)
  func whatNoModelRefersToCanBeFound(_ driver: BlobStoreDriver) async throws {
    try await driver.run { store, _ in
      for key in ["a/1", "a/2", "b/1"] { try await write(data, to: store, as: .dataset(key)) }
      #expect(try await Set(store.models(with: .dataset)) == ["a", "b"])
      #expect(
        try await Set(store.settledBlobs(.dataset, ofModels: ["a", "none"]).map(\.name))
          == ["a/1", "a/2"])
      try await store.discard(.dataset("a/1"), as: "2026-11-28T14-35-38Z")
      #expect(try await !store.contains(.dataset("a/1")))
      #expect(try await store.contains(.dataset("a/2")))
    }
  }

  @Test func copiesLastForAsLongAsTheyAreHeld() async throws {
    try await BlobStoreDriver.remote.run { store, contents in
      try await write(data, to: store)
      var blob: LocalBlob? = try await store.open(key)
      let path = try #require(blob?.url.path)
      #expect(FileManager.default.fileExists(atPath: path))
      blob = nil
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  private func write(
    _ data: Data, to store: any BlobStore, as key: BlobKey? = nil, maxBytes: UInt64 = 1 << 20,
    expecting digest: BlobDigest? = nil, in room: StorageReservation? = nil
  ) async throws {
    var reservation = room
    if room == nil { reservation = try await .testing() }
    let writer = store.writer(
      for: key ?? self.key, maxBytes: maxBytes, expecting: digest,
      in: try #require(reservation))
    do {
      for start in stride(from: 0, to: data.count, by: 65_536) {
        try await writer.append(data[start..<min(start + 65_536, data.count)])
      }
      try await writer.finish()
    } catch {
      await writer.discard()
      throw error
    }
  }

  private func read(_ key: BlobKey, from store: any BlobStore) async throws -> Data {
    let blob = try await store.open(key)
    return try withExtendedLifetime(blob) { try Data(contentsOf: blob.url) }
  }

  private func expectNothing(
    _ contents: BlobStoreContents, in store: any BlobStore
  ) async throws {
    #expect(try await !store.contains(key))
    #expect(try await contents.names().isEmpty)
  }
}
