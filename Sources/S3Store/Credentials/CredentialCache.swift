import Synchronization
import TrainingProvider

/// Remembers credentials until the store refuses them.
final class CredentialCache: Sendable {
  private let source: S3CredentialSource
  private let files: WorkPool
  private let known = Mutex<S3Credentials?>(nil)

  init(_ source: S3CredentialSource, on files: WorkPool) {
    self.source = source
    self.files = files
  }

  /// The credentials, which are read if they aren't known.
  func current() async throws -> S3Credentials {
    if let known = known.withLock(\.self) { return known }
    let read = try await files.run { [source] in try source.load() }
    known.withLock { $0 = read }
    return read
  }

  /// Forgets credentials that the store has refused, unless others are known by now.
  func forget(_ refused: S3Credentials) {
    known.withLock { if $0 == refused { $0 = nil } }
  }
}
