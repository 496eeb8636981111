import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// A provider whose datasets and artefacts aren't in its data directory.
@Suite struct OtherStoreTests {
  @Test func aModelIsTrainedAndServedFromTheStore() async throws {
    try await withStore { store, root in
      try await ProviderUnderTest.run(in: root.appendingPathComponent("data"), blobs: store) {
        test in
        let id = try await test.readyModel()
        #expect(dataFiles(test.directory).isEmpty)
        let stored = try await test.stored(id)
        #expect(try await store.contains(.dataset(#require(stored.dataset?.file))))
        let reference = try await test.guarded(id)
        var blob: LocalBlob? = try await test.provider.openArtefacts(of: reference)
        let weights = try #require(blob?.url.appendingPathComponent("weights.bin"))
        #expect(try Data(contentsOf: weights) == ZipArchive.dataset())
        blob = nil
        try await eventually("copies stay") { files(below: store.copies).isEmpty }
        #expect(try await test.delete(id) == .deleted)
        #expect(files(below: store.remote.directory.root).isEmpty)
      }
    }
  }

  /// A cache holds the artefacts while it loads them.
  @Test func aCacheLoadsFromTheStore() async throws {
    try await withStore { store, root in
      try await ProviderUnderTest.run(in: root.appendingPathComponent("data"), blobs: store) {
        test in
        let id = try await test.readyModel()
        let cache = ModelCache(of: test.provider) { artefacts in
          try await Task.sleep(for: .milliseconds(50))
          return try Data(contentsOf: artefacts.directory.appendingPathComponent("weights.bin"))
        }
        #expect(try await cache.value(ofModel: id) == ZipArchive.dataset())
        try await eventually("copies stay") { files(below: store.copies).isEmpty }
      }
    }
  }

  @Test func aFullStoreRefusesUploadsBeforeWork() async throws {
    try await withStore { store, root in
      try await ProviderUnderTest.run(in: root.appendingPathComponent("data"), blobs: store) {
        test in
        let id = try await test.create()
        try await test.validationPrice(id)
        store.free.change { $0 = 10 }
        let error = await #expect(throws: RPCError.self) {
          _ = try await test.send(Batches.python(id, ZipArchive.dataset()))
        }
        #expect(error?.code == .resourceExhausted)
        #expect(try await test.status(id) == .created)
        store.free.change { $0 = nil }
        try await test.uploaded(id)
      }
    }
  }

  @Test func aStoreThatFillsUpFailsTheUploadAndKeepsNothing() async throws {
    try await withStore { store, root in
      try await ProviderUnderTest.run(in: root.appendingPathComponent("data"), blobs: store) {
        test in
        let id = try await test.create()
        store.accepted.change { $0 = 100 }
        let error = await #expect(throws: RPCError.self) {
          try await test.upload(id)
        }
        #expect(error?.code == .resourceExhausted)
        try await test.reaches(id, .errored)
        #expect(files(below: store.remote.directory.root).isEmpty)
        #expect(try await test.stored(id).failureReason?.isEmpty == false)
      }
    }
  }

  /// Work that was paid for waits while its dataset can't be read.
  @Test func trainingsWaitForTheStore() async throws {
    try await withStore { store, root in
      let data = root.appendingPathComponent("data")
      try await ProviderUnderTest.run(in: data, prices: .free, blobs: store) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        store.isReachable.close()
        #expect(try await test.trainAtOnce(id) == .training)
        try await eventually("the training doesn't wait") {
          await test.provider.unfinishedJobs().map(\.state) == [.waitingForSpace]
        }
        store.isReachable.open()
        try await test.reaches(id, .readyToUse)
      }
    }
  }

  /// The sweeper asks the store, not the data directory.
  @Test func whatNoModelRefersToIsSwept() async throws {
    try await withStore { store, root in
      let data = root.appendingPathComponent("data")
      let id = try await ProviderUnderTest.run(in: data, blobs: store) { try await $0.readyModel() }
      let orphan = store.remote.directory.url(of: .dataset("\(id)/orphan"))
      try Data("x".utf8).write(to: orphan)
      try await ProviderUnderTest.run(in: data, blobs: store) { test in
        try await eventually("the orphan stays") {
          !FileManager.default.fileExists(atPath: orphan.path)
        }
        let stored = try await test.stored(id)
        #expect(try await store.contains(.dataset(#require(stored.dataset?.file))))
      }
    }
  }

  /// What this process has just stored isn't an orphan, although the registry doesn't know it yet.
  @Test func newBlobsAreNotSwept() async throws {
    try await withStore { store, root in
      let directory = DataDirectory(
        root: root.appendingPathComponent("data"),
        files: WorkPool("files", threads: 1, maxWaiting: 8), blobs: store)
      try await directory.create()
      let registry = MemoryRegistry()
      try await registry.insert(
        StoredModel(id: "a", serviceName: "S", methodName: "m"), limit: nil)
      let (new, old) = (BlobKey.dataset(directory.newName(for: "a")), BlobKey.dataset("a/old"))
      for key in [new, old] {
        try await store.writer(
          for: key, maxBytes: 1, expecting: nil, in: try await .testing()
        ).finish()
      }
      await Sweeper(
        registry: registry, directory: directory, retention: .seconds(60),
        logger: TestLog().logger
      ).sweep()
      #expect(try await store.contains(new))
      #expect(try await !store.contains(old))
    }
  }

  /// A folder outside the data directory has a trash of its own, which is emptied as well.
  @Test func theTrashOfAnotherFolderIsEmptiedAfterDays() async throws {
    try await withTemporaryDirectory { root in
      let trash = root.appendingPathComponent("blobs/trash")
      let old = trash.appendingPathComponent(
        Sweeper.stamp(Date().addingTimeInterval(-8 * 24 * 60 * 60)))
      for folder in [old, trash.appendingPathComponent(Sweeper.stamp())] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      let store = try await FolderBlobStore(root: root.appendingPathComponent("blobs"))
      try await ProviderUnderTest.run(in: root.appendingPathComponent("data"), blobs: store) { _ in
        try await eventually("the trash stays") {
          !FileManager.default.fileExists(atPath: old.path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: trash.path).count == 1)
      }
    }
  }

  private func withStore(_ body: (RemoteBlobStore, URL) async throws -> Void) async throws {
    try await withTemporaryDirectory { root in
      try await body(RemoteBlobStore(in: root.appendingPathComponent("store")), root)
    }
  }
}
