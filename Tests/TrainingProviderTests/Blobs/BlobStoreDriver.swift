import Foundation
import S3Store
import TestSupport

@testable import TrainingProvider

/// The drivers of ``BlobStore``, over which its suite runs.
enum BlobStoreDriver {
  case dataDirectory
  case folder
  case sharedFolder
  case bucket
  /// A driver of the tests, which reads by copies.
  case remote

  /// Without the server, the driver for a bucket is left out.
  static var allCases: [BlobStoreDriver] {
    [.dataDirectory, .folder, .sharedFolder, .remote] + (S3Server.isAvailable ? [.bucket] : [])
  }

  /// Runs `body` with a new store.
  func run(_ body: (any BlobStore, BlobStoreContents) async throws -> Void) async throws {
    try await withTemporaryDirectory { root in
      let contents = BlobStoreContents { files(below: root) }
      switch self {
      case .dataDirectory:
        let directory = DataDirectory(
          root: root, files: WorkPool("files", threads: 2, maxWaiting: 64))
        try await directory.create()
        try await body(directory.blobs, contents)
      case .folder: try await body(FolderBlobStore(root: root), contents)
      case .sharedFolder:
        try await body(SharedFolderStore(root: root, settlingTime: .zero), contents)
      case .bucket:
        let store = try await S3BlobStore.testing(cache: root, settlingTime: .zero)
        try await body(
          store,
          BlobStoreContents {
            try await store.storedKeys() + files(below: root).filter { $0 != "lock" }
          })
      case .remote: try await body(RemoteBlobStore(in: root), contents)
      }
    }
  }
}

/// Everything that a store has stored, on the disk and elsewhere.
struct BlobStoreContents {
  /// The names of files and objects.
  let names: () async throws -> [String]
}

extension S3BlobStore {
  /// A store in the bucket that the tests share, with a prefix of its own.
  static func testing(
    cache: URL, settlingTime: Duration = .seconds(60)
  ) async throws -> S3BlobStore {
    let server = try S3Server.shared.get()
    return try await S3BlobStore(
      S3Configuration(
        endpoint: S3Endpoint("http://127.0.0.1:\(server.port)"), bucket: S3Server.bucket,
        prefix: "\(UUID().uuidString)/",
        credentials: .fixed(
          S3Credentials(
            accessKeyID: server.accessKeyID, secretAccessKey: server.secretAccessKey))),
      cache: cache, maxCacheBytes: 1 << 30, settlingTime: settlingTime)
  }
}

extension StorageReservation {
  /// Space for a test.
  ///
  /// - Parameter maxBytes: how much there is in all.
  static func testing(maxBytes: UInt64? = nil) async throws -> StorageReservation {
    let budget = StorageBudget(
      root: FileManager.default.temporaryDirectory,
      limits: StorageLimits(maxTotalBytes: maxBytes, minFreeBytes: 0), registry: MemoryRegistry(),
      files: WorkPool("files", threads: 1, maxWaiting: 8))
    return try await budget.reserve(
      maxBytes ?? 1, for: StoredModel(id: "m", serviceName: "S", methodName: "m"))
  }
}
