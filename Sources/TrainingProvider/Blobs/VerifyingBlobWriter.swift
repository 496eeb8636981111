import Crypto
package import Foundation
import Synchronization

/// Computes the digest of what is written, and refuses a blob with another digest than the expected one.
package final class VerifyingBlobWriter: BlobWriter {
  private let writer: any BlobWriter
  private let expected: BlobDigest
  private let pool: WorkPool
  private let hash = Mutex(SHA256())

  /// - Parameters:
  ///   - writer: stores the bytes.
  ///   - expected: the digest that they must have.
  ///   - pool: the threads that compute the digest.
  package init(_ writer: any BlobWriter, expecting expected: BlobDigest, on pool: WorkPool) {
    self.writer = writer
    self.expected = expected
    self.pool = pool
  }

  package var byteCount: UInt64 { writer.byteCount }

  package func append(_ data: Data) async throws {
    try await writer.append(data)
    try await pool.run { self.hash.withLock { $0.update(data: data) } }
  }

  package func finish() async throws {
    let digest = BlobDigest(hash.withLock { $0.finalize() })
    guard digest == expected else {
      await writer.discard()
      throw ProviderError(
        .digestMismatch,
        "the file that arrived isn't the one that was announced: its SHA-256 digest is \(digest) and "
          + "should be \(expected). Send it again")
    }
    try await writer.finish()
  }

  package func discard() async { await writer.discard() }
}
