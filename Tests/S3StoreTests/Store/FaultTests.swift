import Foundation
import Synchronization
import TestSupport
import Testing

@testable import S3Store
@testable import TrainingProvider

/// A store over a connection on which everything goes wrong: what was stored is never lost, and nothing
/// that is torn is ever seen.
@Suite(.needsS3) struct FaultTests {
  private let key = BlobKey.dataset("model/file")

  /// Each kind of fault hits the first attempt of each request.
  @Test(arguments: [
    FaultProxy.Fault.status(503, "SlowDown"), .status(500, "InternalError"),
    .status(400, "RequestTimeout"), .reset, .loseAnswer, .truncate, .corrupt, .delay(0.2),
  ])
  func oneFaultInEachRequestDoesNoHarm(_ fault: FaultProxy.Fault) async throws {
    try await withProxy { proxy, store, other in
      let seen = Mutex<Set<String>>([])
      proxy.change { request in
        let isFirst = seen.withLock {
          // Identifiers of uploads differ if beginning one is repeated.
          let name = request.target.split(separator: "&uploadId").first.map(String.init) ?? ""
          return $0.insert("\(request.method) \(name)").inserted
        }
        return isFirst ? fault.fitting(request) : .none
      }
      let data = bytes(6 << 20)
      try await write(data, to: store, as: key, expecting: BlobDigest(of: data))
      #expect(try await store.contains(key))
      #expect(try await read(key, from: store) == data)
      #expect(try await read(key, from: other) == data)
      #expect(try await store.models(with: .dataset) == ["model"])
      let folder = try await store.makeFolder(for: .artefacts("model/training"))
      try data.write(to: folder.url.appendingPathComponent("weights.bin"))
      try Data("x".utf8).write(to: folder.url.appendingPathComponent("labels"))
      #expect(try await folder.finish() == UInt64(data.count) + 1)
      let blob = try await other.open(.artefacts("model/training"))
      #expect(try Data(contentsOf: blob.url.appendingPathComponent("weights.bin")) == data)
      await store.deleteAll(ofModel: "model")
      // An upload whose beginning was repeated can be left over, for the next sweep.
      #expect(try await !other.contains(key))
      #expect(try await other.storedKeys().filter { $0.contains("/blobs/") }.isEmpty)
    }
  }

  /// Faults at random, with many blobs at once.
  @Test func randomFaultsDoNoHarm() async throws {
    try await withProxy { proxy, store, other in
      let random = Mutex(SeededRandom(seed: 11))
      proxy.change { request in
        let fault = random.withLock { random -> FaultProxy.Fault in
          guard random.once(in: 4) else { return .none }
          return random.one(of: [
            .status(503, "SlowDown"), .status(500, "InternalError"), .reset, .loseAnswer,
            .truncate, .corrupt, .delay(0.05),
          ])
        }
        return fault.fitting(request)
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<24 {
          group.addTask {
            let data = bytes(number % 8 == 0 ? 6 << 20 : 30_000 * number, seed: UInt64(number))
            let key = BlobKey.dataset("model-\(number % 3)/\(number)")
            try await write(data, to: store, as: key)
            #expect(try await read(key, from: store) == data)
          }
        }
        try await group.waitForAll()
      }
      proxy.change { _ in .none }
      for number in 0..<24 {
        let data = bytes(number % 8 == 0 ? 6 << 20 : 30_000 * number, seed: UInt64(number))
        let key = BlobKey.dataset("model-\(number % 3)/\(number)")
        #expect(try await read(key, from: other) == data)
      }
      for model in 0..<3 { await store.deleteAll(ofModel: "model-\(model)") }
      #expect(try await other.models(with: .dataset).isEmpty)
    }
  }

  /// While the store fails for good, nothing of an upload is seen, and work is refused as unavailable.
  @Test(arguments: [FaultProxy.Fault.status(503, "SlowDown"), .reset, .hang, .truncate])
  func anOutageIsUnavailable(_ fault: FaultProxy.Fault) async throws {
    try await withProxy(timeout: .seconds(1)) { proxy, store, other in
      let kept = bytes(1000)
      try await write(kept, to: store, as: .dataset("model/kept"))
      #expect(try await read(.dataset("model/kept"), from: store) == kept)
      try await write(kept, to: store, as: .dataset("model/elsewhere"))
      proxy.change { _ in fault }
      let begin = ContinuousClock.now
      for work: @Sendable () async throws -> Void in [
        { try await write(bytes(1000), to: store, as: key) },
        { _ = try await store.contains(key) },
        { _ = try await store.open(.dataset("model/elsewhere")) },
        { _ = try await store.models(with: .dataset) },
        { try await store.discardUnfinished() },
      ] {
        let error = await #expect(throws: ProviderError.self) { try await work() }
        #expect(error?.code == .unreachable)
      }
      #expect(ContinuousClock.now - begin < .seconds(60))
      // What is on this machine can be read all the same.
      #expect(try await read(.dataset("model/kept"), from: store) == kept)
      proxy.change { _ in .none }
      #expect(try await !other.contains(key))
      #expect(try await read(.dataset("model/elsewhere"), from: store) == kept)
      try await write(kept, to: store, as: key)
      #expect(try await read(key, from: other) == kept)
      await store.deleteAll(ofModel: "model")
    }
  }

  /// An answer that gets lost at any request of an upload, for good.
  @Test func anUploadThatFailsAnywhereIsNeverSeenTorn() async throws {
    let data = bytes(6 << 20)
    for failing in 0..<7 {
      try await withProxy(timeout: .milliseconds(700)) { proxy, store, other in
        let begin = proxy.requests.count
        proxy.change { $0.number >= begin + failing ? .loseAnswer : .none }
        let result: Result<Void, any Error>
        do {
          result = .success(try await write(data, to: store, as: key))
        } catch {
          result = .failure(error)
        }
        proxy.change { _ in .none }
        // The blob is whole or it isn't there, whatever the provider was told.
        if try await other.contains(key) {
          #expect(try await read(key, from: other) == data)
        } else if case .success = result {
          Issue.record("a blob is lost")
        }
        await store.deleteAll(ofModel: "model")
      }
    }
  }

  /// A store that has other bytes than were stored, whatever its own checksums say.
  @Test func damagedBytesAreFound() async throws {
    try await withProxy { _, store, other in
      let data = bytes(11 << 20)
      try await write(data, to: store, as: key)
      var changed = data
      changed[7 << 20] ^= 1
      let file = store.bucket.objects.file(0, of: key)
      let upload = try await store.bucket.client.beginUpload(of: file)
      var parts: [StoredPart] = []
      for (number, start) in stride(from: 0, to: changed.count, by: 6 << 20).enumerated() {
        parts.append(
          try await store.bucket.client.put(
            S3Body(changed[start..<min(start + 6 << 20, changed.count)]), as: number + 1, of: file,
            in: upload))
      }
      try await store.bucket.client.completeUpload(upload, of: file, parts)
      let error = await #expect(throws: ProviderError.self) { try await other.open(key) }
      #expect(error?.code == .digestMismatch)
      // A file that is gone although its index says otherwise.
      try await store.bucket.client.delete([file])
      await #expect(throws: ProviderError.self) { try await other.open(key) }
      #expect(other.cache.usedBytes == 0)
      await store.deleteAll(ofModel: "model")
    }
  }

  /// The server stands still in the middle of an upload.
  @Test func aServerThatHaltsIsWaitedFor() async throws {
    let server = try S3Server()
    defer { server.end() }
    try await withTemporaryDirectory { root in
      let store = try await open(server.configuration(), root)
      let data = bytes(20 << 20)
      async let written: Void = write(data, to: store, as: key)
      try await Task.sleep(for: .milliseconds(100))
      server.halt()
      try await Task.sleep(for: .seconds(2))
      server.resume()
      try await written
      #expect(try await read(key, from: store) == data)
    }
  }

  /// Runs `body` with a store behind a proxy, and with another one that reaches the server itself.
  private func withProxy(
    timeout: Duration = .seconds(60),
    _ body: (FaultProxy, S3BlobStore, S3BlobStore) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { root in
      let server = try S3Server.shared.get()
      let direct = try server.configuration()
      let proxy = try FaultProxy(before: server.port)
      defer { proxy.stop() }
      try await body(
        proxy,
        open(
          server.configuration(prefix: direct.prefix, port: proxy.port, timeout: timeout),
          root.appendingPathComponent("proxied")),
        open(direct, root.appendingPathComponent("direct")))
    }
  }
}

extension FaultProxy.Fault {
  /// Leaves answers in XML as they are, if bits are to be changed: they have no digest, so only TLS
  /// protects them.
  fileprivate func fitting(_ request: FaultProxy.Request) -> FaultProxy.Fault {
    if case .corrupt = self, request.method != "GET" || request.target.contains("?") {
      return .none
    }
    return self
  }
}
