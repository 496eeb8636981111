import Foundation
import TestSupport

@testable import S3Store
@testable import TrainingProvider

/// Runs `body` with two stores in one bucket, as two providers have them, and the folder of their caches.
func withStores(
  _ body: (S3BlobStore, S3BlobStore, URL) async throws -> Void
) async throws {
  try await withTemporaryDirectory { root in
    let configuration = try S3Server.shared.get().configuration()
    try await body(
      open(configuration, root.appendingPathComponent("one")),
      open(configuration, root.appendingPathComponent("other")), root)
  }
}

/// A store that keeps what is new for a minute.
func open(_ configuration: S3Configuration, _ cache: URL) async throws -> S3BlobStore {
  try await S3BlobStore(
    configuration, cache: cache, maxCacheBytes: 1 << 30, settlingTime: .seconds(60),
    abandonmentTime: .seconds(60))
}
