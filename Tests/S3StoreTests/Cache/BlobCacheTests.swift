import Foundation
import TestSupport
import Testing

@testable import S3Store
@testable import TrainingProvider

/// The copies of blobs on the local disk.
@Suite struct BlobCacheTests {
  @Test func theLeastRecentlyUsedCopyGoesFirst() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 300)
      for name in ["m/a", "m/b", "m/c"] { _ = try await cache.get(name) }
      _ = try await cache.get("m/a")
      #expect(cache.usedBytes == 300)
      _ = try await cache.get("m/d")
      #expect(cache.usedBytes == 300)
      let fetched = Counter()
      for name in ["m/a", "m/c", "m/d"] { _ = try await cache.get(name, counting: fetched) }
      #expect(fetched.value == 0)
      _ = try await cache.get("m/b", counting: fetched)
      #expect(fetched.value == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: entries(root)).count == 3)
    }
  }

  @Test func copiesInUseAreNeverRemoved() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 250)
      var held: [LocalBlob] = [try await cache.get("m/a"), try await cache.get("m/b")]
      let error = await #expect(throws: ProviderError.self) { try await cache.get("m/c") }
      #expect(error?.code == .storageFull)
      #expect(error.map { "\($0)" }?.contains("make it larger") == true)
      for blob in held { #expect(FileManager.default.fileExists(atPath: blob.url.path)) }
      #expect(cache.usedBytes == 200)
      held.removeFirst()
      _ = try await cache.get("m/c")
      #expect(FileManager.default.fileExists(atPath: held[0].url.path))
      #expect(cache.usedBytes == 200)
    }
  }

  /// A blob that can never fit doesn't drive out the others.
  @Test func aBlobThatIsTooLargeChangesNothing() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 250)
      _ = try await cache.get("m/a")
      await #expect(throws: ProviderError.self) { try await cache.get("m/b", bytes: 251) }
      await #expect(throws: ProviderError.self) { try await cache.get("m/b", bytes: .max) }
      let fetched = Counter()
      _ = try await cache.get("m/a", counting: fetched)
      #expect(fetched.value == 0)
    }
  }

  @Test func oneFetchServesAllWhoWait() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 1000)
      let fetched = Counter()
      let blobs = try await withThrowingTaskGroup(of: LocalBlob.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await cache.get("m/a", counting: fetched, delay: .milliseconds(100))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(fetched.value == 1)
      #expect(Set(blobs.map(\.url)).count == 1)
      #expect(cache.usedBytes == 100)
    }
  }

  /// A task that no longer wants a blob leaves at once. The last one ends the fetch.
  @Test func theFetchEndsWithTheLastWhoWaits() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 1000)
      let fetched = Counter()
      let ended = Counter()
      let waiting = (0..<3).map { _ in
        Task {
          try await cache.open(.dataset("m/a")) { _, room in
            fetched.add()
            try await room.reserve(100)
            defer { if Task.isCancelled { ended.add() } }
            try await Task.sleep(for: .seconds(60))
          }
        }
      }
      try await eventually { cache.usedBytes == 100 }
      for task in waiting.prefix(2) {
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
      }
      #expect(ended.value == 0)
      waiting[2].cancel()
      await #expect(throws: CancellationError.self) { try await waiting[2].value }
      // One who comes just now gets a blob all the same.
      let blob = try await cache.get("m/a")
      #expect(FileManager.default.fileExists(atPath: blob.url.path))
      #expect(fetched.value == 1 && ended.value == 1)
      #expect(cache.usedBytes == 100)
      #expect(files(below: root.appendingPathComponent("partial")).isEmpty)
    }
  }

  @Test func copiesSurviveARestart() async throws {
    try await withTemporaryDirectory { root in
      do {
        let cache = try await open(root, maxBytes: 300)
        for name in ["m/a", "m/b", "m/c"] {
          _ = try await cache.get(name)
          // File systems record times in steps of a few milliseconds.
          try await Task.sleep(for: .milliseconds(20))
        }
        _ = try await cache.get("m/a")
        let error = await #expect(throws: ProviderError.self) {
          _ = try await open(root, maxBytes: 300)
        }
        #expect(error?.code == .invalidConfiguration)
      }
      // What a crash leaves behind, and what isn't an entry.
      let torn = root.appendingPathComponent("partial/torn")
      let strange = URL(fileURLWithPath: entries(root)).appendingPathComponent("strange")
      for folder in [torn, strange] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: folder.appendingPathComponent("blob"))
      }
      try Data("{\"kind\":\"dataset\"".utf8).write(to: strange.appendingPathComponent("entry.json"))
      // It has less room now, so the least recently used one goes.
      let cache = try await open(root, maxBytes: 200)
      #expect(cache.usedBytes == 200)
      let fetched = Counter()
      for name in ["m/c", "m/a"] {
        let blob = try await cache.get(name, counting: fetched)
        #expect(try Data(contentsOf: blob.url) == Data(repeating: 1, count: 100))
      }
      #expect(fetched.value == 0)
      #expect(!FileManager.default.fileExists(atPath: torn.path))
      #expect(!FileManager.default.fileExists(atPath: strange.path))
    }
  }

  @Test func aFailedFetchLeavesNothing() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 300)
      await #expect(throws: CocoaError.self) {
        try await cache.open(.dataset("m/a")) { url, room in
          try await room.reserve(100)
          try Data("half".utf8).write(to: url)
          throw CocoaError(.fileReadUnknown)
        }
      }
      #expect(cache.usedBytes == 0)
      #expect(files(below: root) == ["lock"])
    }
  }

  @Test func deletedBlobsAreForgotten() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 300)
      let held = try await cache.get("m/a")
      _ = try await cache.get("m/b")
      _ = try await cache.get("n/c")
      await cache.forget { $0.modelID == "m" }
      #expect(!FileManager.default.fileExists(atPath: held.url.path))
      #expect(cache.usedBytes == 100)
      withExtendedLifetime(held) {}
      // A blob that is deleted while it is fetched.
      let error = await #expect(throws: ProviderError.self) {
        try await cache.open(.dataset("m/d")) { url, room in
          try await room.reserve(100)
          await cache.forget { $0.modelID == "m" }
          try Data(repeating: 1, count: 100).write(to: url)
        }
      }
      #expect(error?.code == .blobMissing)
      #expect(cache.usedBytes == 100)
      #expect(try FileManager.default.contentsOfDirectory(atPath: entries(root)).count == 1)
    }
  }

  /// Many tasks use more blobs than there is room for, and delete some that nobody else uses.
  @Test func theBoundHoldsUnderLoad() async throws {
    try await withTemporaryDirectory { root in
      let cache = try await open(root, maxBytes: 1000)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<8 {
          group.addTask {
            var random = SeededRandom(seed: UInt64(worker))
            for _ in 0..<60 {
              let isShared = !random.once(in: 4)
              let name = "\(isShared ? "m" : "\(worker)")/\(Int.random(in: 0..<20, using: &random))"
              let blob = try await cache.get(name)
              #expect(try Data(contentsOf: blob.url).count == 100)
              #expect(cache.usedBytes <= 1000)
              withExtendedLifetime(blob) {}
              if !isShared { await cache.forget { $0.name == name } }
            }
          }
        }
        try await group.waitForAll()
      }
      let copies = try FileManager.default.contentsOfDirectory(atPath: entries(root)).count
      #expect(cache.usedBytes == UInt64(copies * 100))
    }
  }

  private func open(_ root: URL, maxBytes: UInt64) async throws -> BlobCache {
    try await BlobCache(
      root: root, maxBytes: maxBytes, files: WorkPool("files", threads: 2, maxWaiting: .max))
  }

  private func entries(_ root: URL) -> String { root.appendingPathComponent("entries").path }
}

extension BlobCache {
  /// Opens a dataset, and writes it if there is no copy.
  fileprivate func get(
    _ name: String, bytes: UInt64 = 100, counting fetched: Counter = Counter(),
    delay: Duration = .zero
  ) async throws -> LocalBlob {
    try await open(.dataset(name)) { url, room in
      fetched.add()
      try await room.reserve(bytes)
      try await Task.sleep(for: delay)
      try Data(repeating: 1, count: Int(bytes)).write(to: url)
    }
  }
}
