import Foundation
import TestSupport
import Testing

@testable import S3Store
@testable import TrainingProvider

/// What only a store in a bucket guarantees. The suite of all stores runs over it as well.
@Suite(.needsS3) struct S3BlobStoreTests {
  private let key = BlobKey.dataset("model/file")

  /// A dataset of several parts, read by another provider.
  @Test func largeDatasetsComeInParts() async throws {
    try await withStores { one, other, root in
      let data = bytes(17 << 20)
      try await write(data, to: one, as: key, expecting: BlobDigest(of: data))
      // Nothing of it was written to this machine's disk.
      #expect(files(below: root.appendingPathComponent("one")) == ["lock"])
      #expect(try await other.contains(key))
      #expect(try await read(key, from: other) == data)
      let index = try await other.bucket.index(of: key)
      #expect(index.files.map(\.digests.count) == [4])
      #expect(index.bytes == 17 << 20)
      #expect(try await one.storedKeys().count == 2)
      await one.delete([key])
      #expect(try await one.storedKeys().isEmpty)
    }
  }

  /// Only a few parts are in memory, however large the dataset.
  @Test func fewPartsAreOnTheirWay() async throws {
    try await withTemporaryDirectory { root in
      let server = try S3Server.shared.get()
      let most = Counter()
      let underway = Counter()
      let proxy = try FaultProxy(before: server.port) { request in
        guard request.target.contains("partNumber") else { return .none }
        underway.add()
        if underway.value > most.value { most.add() }
        // Until there are as many as there may be, and a little longer, in case there are more.
        let deadline = Date().addingTimeInterval(3)
        while underway.value < 2, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
        Thread.sleep(forTimeInterval: 0.3)
        underway.subtract()
        return .none
      }
      defer { proxy.stop() }
      var configuration = try server.configuration(port: proxy.port)
      configuration.concurrentTransfers = 2
      let store = try await open(configuration, root)
      try await write(bytes(40 << 20), to: store, as: key)
      #expect(most.value == 2)
      let parts = proxy.requests.filter { $0.target.contains("partNumber") }
      #expect(parts.count == 8)
      await store.delete([key])
    }
  }

  @Test func aDiscardedUploadLeavesNoParts() async throws {
    try await withStores { one, _, _ in
      let writer = one.writer(
        for: key, maxBytes: 1 << 30, expecting: nil, in: try await .testing())
      for seed in 0..<12 { try await writer.append(bytes(1 << 20, seed: UInt64(seed))) }
      #expect(try await one.storedKeys().count == 1)
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        await writer.discard()
      }
      task.cancel()
      await task.value
      #expect(try await one.storedKeys().isEmpty)
    }
  }

  /// A dataset in parts that turns out to be another one.
  @Test func anotherDigestLeavesNoParts() async throws {
    try await withStores { one, _, _ in
      let error = await #expect(throws: ProviderError.self) {
        try await write(bytes(11 << 20), to: one, as: key, expecting: BlobDigest(of: Data()))
      }
      #expect(error?.code == .digestMismatch)
      let left = try await one.storedKeys()
      #expect(left.isEmpty)
    }
  }

  @Test func artefactsComeBackAsTheyWere() async throws {
    try await withStores { one, other, root in
      let key = BlobKey.artefacts("model/training")
      let folder = try await one.makeFolder(for: key)
      let manager = FileManager.default
      let weights = bytes(12 << 20)
      for name in ["a/b", "empty/inner"] {
        try manager.createDirectory(
          at: folder.url.appendingPathComponent(name), withIntermediateDirectories: true)
      }
      try weights.write(to: folder.url.appendingPathComponent("a/weights.bin"))
      try Data().write(to: folder.url.appendingPathComponent("a/b/nothing"))
      try Data("#!".utf8).write(to: folder.url.appendingPathComponent("run ü&?.sh"))
      chmod(folder.url.appendingPathComponent("run ü&?.sh").path, 0o700)
      symlink("../a/weights.bin", folder.url.appendingPathComponent("empty/link").path)
      for number in 0..<40 {
        try Data("\(number)".utf8).write(to: folder.url.appendingPathComponent("n\(number)"))
      }
      #expect(try await !other.contains(key))
      #expect(try await folder.finish() == UInt64(weights.count + 2 + 70))
      for store in [one, other] {
        let blob = try await store.open(key)
        func file(_ name: String) -> URL { blob.url.appendingPathComponent(name) }
        #expect(files(below: blob.url).count == 44)
        #expect(try Data(contentsOf: file("a/weights.bin")) == weights)
        #expect(try Data(contentsOf: file("empty/link")) == weights)
        #expect(try Data(contentsOf: file("a/b/nothing")).isEmpty)
        #expect(manager.isExecutableFile(atPath: file("run ü&?.sh").path))
        #expect(manager.fileExists(atPath: file("empty/inner").path))
        #expect(try Data(contentsOf: file("n39")) == Data("39".utf8))
        withExtendedLifetime(blob) {}
      }
      // The provider that made them has fetched nothing.
      #expect(one.cache.usedBytes == UInt64(weights.count + 72))
      await folder.discard()
      #expect(try await !other.contains(key))
      #expect(try await one.storedKeys().isEmpty)
      #expect(files(below: root.appendingPathComponent("one")) == ["lock"])
    }
  }

  @Test func linksOutOfArtefactsAreRefused() async throws {
    try await withStores { one, _, _ in
      let folder = try await one.makeFolder(for: .artefacts("m/t"))
      symlink("/etc/passwd", folder.url.appendingPathComponent("link").path)
      let error = await #expect(throws: ProviderError.self) { _ = try await folder.finish() }
      #expect(error?.code == .storageFailed)
      #expect(error.map { "\($0)" }?.contains("link") == true)
      await folder.discard()
      #expect(try await one.storedKeys().isEmpty)
    }
  }

  @Test func accessIsChecked() async throws {
    try await withTemporaryDirectory { root in
      var configuration = try S3Server.shared.get().configuration()
      try await open(configuration, root.appendingPathComponent("right")).checkAccess()
      configuration.credentials = .fixed(S3Credentials(accessKeyID: "no", secretAccessKey: "no"))
      let wrong = try await open(configuration, root.appendingPathComponent("wrong"))
      let error = await #expect(throws: S3Error.self) { try await wrong.checkAccess() }
      #expect(error?.code == .denied)
      let failure = await #expect(throws: ProviderError.self) { try await wrong.contains(key) }
      #expect(failure?.code == .storageFailed)
    }
  }

  /// Whoever can write to the bucket can't make the provider write outside its cache.
  @Test func hostileIndicesAreRefused() async throws {
    try await withStores { one, other, root in
      let key = BlobKey.artefacts("m/t")
      for text in [
        "{\"version\":1,\"files\":[{\"path\":\"../../x\",\"bytes\":0,\"partBytes\":1,\"digests\":[],"
          + "\"isExecutable\":false}],\"folders\":[],\"links\":[]}", "nonsense",
      ] {
        try await one.bucket.client.put(
          S3Body(text: text), as: one.bucket.objects.index(of: key))
        let error = await #expect(throws: ProviderError.self) { try await other.open(key) }
        #expect(error?.code == .digestMismatch)
      }
      // The index of a dataset in the place of artefacts.
      try await write(bytes(10), to: one, as: .dataset("m/t"))
      let index = try await one.bucket.client.get(one.bucket.objects.index(of: .dataset("m/t")))
      try await one.bucket.client.put(S3Body(index), as: one.bucket.objects.index(of: key))
      await #expect(throws: ProviderError.self) { try await other.open(key) }
      #expect(files(below: root).filter { !$0.hasSuffix("lock") }.isEmpty)
    }
  }

  /// Copies make room for others when the disk itself is full.
  @Test(.enabled("mounting needs root") { SmallDisk.isAvailable })
  func aFullDiskMakesCopiesGo() async throws {
    try await SmallDisk.with(bytes: 20 << 20) { disk in
      let configuration = try S3Server.shared.get().configuration()
      let store = try await S3BlobStore(
        configuration, cache: disk.directory.appendingPathComponent("cache"),
        maxCacheBytes: 1 << 30)
      for number in 0..<4 {
        try await write(
          bytes(6 << 20, seed: UInt64(number)), to: store, as: .dataset("m/\(number)"))
      }
      for number in 0..<4 {
        let data = try await read(.dataset("m/\(number)"), from: store)
        #expect(data == bytes(6 << 20, seed: UInt64(number)))
      }
      #expect(store.cache.usedBytes <= 18 << 20)
      // If all copies are in use, the blob has to wait.
      var held: [LocalBlob] = []
      let error = await #expect(throws: ProviderError.self) {
        for number in 0..<4 { held.append(try await store.open(.dataset("m/\(number)"))) }
      }
      #expect(error?.code == .storageFull)
      for (number, blob) in held.enumerated() {
        #expect(try Data(contentsOf: blob.url) == bytes(6 << 20, seed: UInt64(number)))
      }
      held.removeFirst()
      #expect(try await read(.dataset("m/3"), from: store) == bytes(6 << 20, seed: 3))
      await store.deleteAll(ofModel: "m")
    }
  }
}
