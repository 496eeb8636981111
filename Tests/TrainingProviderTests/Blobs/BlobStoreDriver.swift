import Foundation
import TestSupport

@testable import TrainingProvider

/// The drivers of ``BlobStore``, over which its suite runs.
enum BlobStoreDriver: CaseIterable {
  case dataDirectory
  case folder
  case sharedFolder
  /// A driver of the tests, which reads by copies.
  case remote

  /// Runs `body` with a new store and the folder in which everything of it is.
  func run(_ body: (any BlobStore, URL) async throws -> Void) async throws {
    try await withTemporaryDirectory { root in
      switch self {
      case .dataDirectory:
        let directory = DataDirectory(
          root: root, files: WorkPool("files", threads: 2, maxWaiting: 64))
        try await directory.create()
        try await body(directory.blobs, root)
      case .folder: try await body(FolderBlobStore(root: root), root)
      case .sharedFolder:
        try await body(SharedFolderStore(root: root, settlingTime: .zero), root)
      case .remote: try await body(RemoteBlobStore(in: root), root)
      }
    }
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
