import Foundation
import TestSupport
import Testing

@testable import S3Store
@testable import TrainingProvider

/// What becomes of blobs that nobody finished or that nobody needs.
@Suite(.needsS3) struct LeftoverTests {
  private let key = BlobKey.dataset("model/file")

  /// Uploads that a provider left behind when it ended go once they are old, and no earlier.
  @Test func onlyOldLeftoversAreRemoved() async throws {
    try await withTemporaryDirectory { root in
      let configuration = try S3Server.shared.get().configuration()
      let client = try await makeClient(configuration)
      let prefix = configuration.prefix
      func leave() async throws {
        _ = try await client.beginUpload(of: "\(prefix)files/datasets/m/new/0")
        for name in ["datasets/m/orphan/0", "artefacts/m/orphan/0", "artefacts/m/orphan/1"] {
          try await client.put(S3Body(text: "x"), as: "\(prefix)files/\(name)")
        }
      }
      try await leave()
      let store = try await open(configuration, root.appendingPathComponent("patient"))
      try await write(bytes(10), to: store, as: .dataset("m/kept"))
      try await write(bytes(10), to: store, as: .dataset("m/kept-too"))
      try await write(bytes(10), to: store, as: .dataset("m/discarded"))
      try await store.discard(.dataset("m/discarded"), as: "2026-11-28T14-35-38Z")
      #expect(try await store.storedKeys().count == 4 + 6)
      try await store.discardUnfinished()
      #expect(try await store.storedKeys().count == 4 + 6)
      try await Task.sleep(for: .milliseconds(2100))
      let sweeping = try await S3BlobStore(
        configuration, cache: root.appendingPathComponent("hasty"), maxCacheBytes: 1 << 20,
        settlingTime: .seconds(1), abandonmentTime: .seconds(1))
      try await sweeping.discardUnfinished()
      #expect(
        try await store.storedKeys() == [
          "\(prefix)blobs/datasets/m/kept-too/index", "\(prefix)blobs/datasets/m/kept/index",
          "\(prefix)files/datasets/m/kept-too/0", "\(prefix)files/datasets/m/kept/0",
        ])
      #expect(try await read(.dataset("m/kept"), from: sweeping) == bytes(10))
    }
  }

  /// What was taken out of use can be restored by putting its index back.
  @Test func theTrashHoldsWhatIsNeeded() async throws {
    try await withStores { one, other, _ in
      let data = bytes(6 << 20)
      try await write(data, to: one, as: key)
      try await one.discard(key, as: "2026-11-28T14-35-38Z")
      #expect(try await !one.contains(key))
      #expect(try await one.models(with: .dataset).isEmpty)
      let client = one.bucket.client
      let objects = one.bucket.objects
      let index = try await client.get(objects.discarded(key, as: "2026-11-28T14-35-38Z"))
      try await client.put(S3Body(index), as: objects.index(of: key))
      #expect(try await read(key, from: other) == data)
      let error = await #expect(throws: ProviderError.self) {
        try await one.discard(.dataset("model/unknown"), as: "x")
      }
      #expect(error?.code == .blobMissing)
    }
  }

  @Test func blobsSettleAfterAWhile() async throws {
    try await withTemporaryDirectory { root in
      let configuration = try S3Server.shared.get().configuration()
      let store = try await S3BlobStore(
        configuration, cache: root, maxCacheBytes: 1 << 20, settlingTime: .seconds(2))
      try await write(bytes(10), to: store, as: key)
      #expect(try await store.settledBlobs(.dataset, ofModels: ["model"]).isEmpty)
      try await Task.sleep(for: .milliseconds(3100))
      #expect(try await store.settledBlobs(.dataset, ofModels: ["model"]) == [key])
    }
  }
}
