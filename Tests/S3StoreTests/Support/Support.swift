import Foundation
import Synchronization
import TestSupport
import Testing

@testable import S3Store
@testable import TrainingProvider

extension Trait where Self == ConditionTrait {
  /// Without the server, there is nothing to test.
  static var needsS3: Self {
    .enabled("moto is missing: run Scripts/test, which installs it") { S3Server.isAvailable }
  }
}

extension S3Server {
  /// How to reach the bucket.
  ///
  /// - Parameters:
  ///   - prefix: what all keys begin with; one that no other test uses by default.
  ///   - port: the port of a proxy before the server.
  func configuration(
    prefix: String = "\(UUID().uuidString)/", port: Int? = nil, timeout: Duration = .seconds(60)
  ) throws -> S3Configuration {
    S3Configuration(
      endpoint: try S3Endpoint("http://127.0.0.1:\(port ?? self.port)"), bucket: S3Server.bucket,
      prefix: prefix,
      credentials: .fixed(
        S3Credentials(accessKeyID: accessKeyID, secretAccessKey: secretAccessKey)),
      timeout: timeout, attemptTimeout: .seconds(10), minBytesPerSecond: 32 << 20,
      partBytes: 5 << 20)
  }
}

/// A client of the bucket, which keeps its prefix to itself.
func makeClient(
  _ configuration: S3Configuration? = nil, pageSize: Int = 1000
) async throws -> S3Client {
  let configuration = try configuration ?? S3Server.shared.get().configuration()
  return try await S3Client(
    configuration, files: WorkPool("files", threads: 4, maxWaiting: .max), pageSize: pageSize)
}

/// Bytes that look random, the same for one seed.
func bytes(_ count: Int, seed: UInt64 = 1) -> Data {
  var random = SeededRandom(seed: seed)
  var data = Data(capacity: count + 8)
  while data.count < count { withUnsafeBytes(of: random.next()) { data.append(contentsOf: $0) } }
  return data.prefix(count)
}

/// Stores a dataset in pieces.
func write(
  _ data: Data, to store: any BlobStore, as key: BlobKey, expecting digest: BlobDigest? = nil
) async throws {
  let writer = store.writer(
    for: key, maxBytes: UInt64(data.count), expecting: digest, in: try await .testing())
  do {
    for start in stride(from: 0, to: data.count, by: 1 << 20) {
      try await writer.append(data[start..<min(start + 1 << 20, data.count)])
    }
    try await writer.finish()
  } catch {
    await writer.discard()
    throw error
  }
}

/// Reads a dataset.
func read(_ key: BlobKey, from store: any BlobStore) async throws -> Data {
  let blob = try await store.open(key)
  return try withExtendedLifetime(blob) { try Data(contentsOf: blob.url) }
}

extension StorageReservation {
  /// Space for a test.
  static func testing() async throws -> StorageReservation {
    let folder = FileManager.default.temporaryDirectory
    let registry = try SQLiteModelRegistry(
      file: folder.appendingPathComponent("\(UUID().uuidString).sqlite"))
    let budget = StorageBudget(
      root: folder, limits: StorageLimits(minFreeBytes: 0), registry: registry,
      files: WorkPool("files", threads: 1, maxWaiting: 8))
    return try await budget.reserve(
      1, for: StoredModel(id: "m", serviceName: "S", methodName: "m"))
  }
}

/// Counts, from many tasks.
final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock(\.self) }

  func add() { count.withLock { $0 += 1 } }

  func subtract() { count.withLock { $0 -= 1 } }
}

/// The paths of all regular files below a folder, relative to it and sorted.
func files(below folder: URL) -> [String] {
  let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
  return paths.filter { path in
    var isFolder: ObjCBool = false
    let full = folder.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      && !isFolder.boolValue
  }.sorted()
}

/// Waits until a condition is true, and records an issue if that takes longer than 20 s.
func eventually(_ condition: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while try await !condition() {
    try #require(ContinuousClock.now < deadline)
    try await Task.sleep(for: .milliseconds(5))
  }
}
