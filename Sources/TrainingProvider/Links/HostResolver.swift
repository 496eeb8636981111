import NIOPosix
import Synchronization

/// Looks up the addresses of hosts, on threads of its own.
///
/// A lookup blocks its thread for as long as a name server is silent, half a minute and more, and
/// cannot be cancelled. So nobody waits for the thread: a task that is cancelled goes on at once,
/// and the thread ends the lookup by itself. A lookup that nobody waits for any more when its turn
/// comes is not begun.
final class HostResolver: Sendable {
  /// Asks for the addresses of a host, in text form and in the order in which to try them.
  typealias Lookup = @Sendable (_ host: String) throws(ProviderError) -> [String]

  /// The process's resolver for links that are fetched. Its threads end with the process.
  static let fetching = HostResolver(lookup: SystemLookup.addresses)

  /// The process's resolver for links that are looked at before anybody has paid.
  static let probing = HostResolver(threads: 16, lookup: SystemLookup.addresses)

  private let pool: NIOThreadPool
  private let maxPending: Int
  private let pending = Mutex(0)
  private let lookup: Lookup

  /// - Parameters:
  ///   - threads: how many lookups go on at once.
  ///   - maxPending: how many lookups go on or wait for a thread; others are refused.
  init(threads: Int = 4, maxPending: Int = 64, lookup: @escaping Lookup) {
    pool = NIOThreadPool(numberOfThreads: threads)
    pool.start()
    self.maxPending = maxPending
    self.lookup = lookup
  }

  deinit {
    pool.shutdownGracefully { _ in }
  }

  /// How many lookups go on or wait for a thread.
  var pendingCount: Int { pending.withLock { $0 } }

  /// Looks up the addresses of a host.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/fetchFailed`` if there are none or if
  ///   too many lookups go on; `CancellationError`.
  func addresses(of host: String) async throws -> [String] {
    try begin()
    let answer = Answer<[String]>()
    pool.submit { [self] state in
      defer { pending.withLock { $0 -= 1 } }
      guard case .active = state, answer.given == nil else {
        answer.give(.failure(CancellationError()))
        return
      }
      answer.give(Result { try lookup(host) })
    }
    return try await answer.value
  }

  private func begin() throws(ProviderError) {
    let isFree = pending.withLock { pending in
      guard pending < maxPending else { return false }
      pending += 1
      return true
    }
    guard isFree else {
      throw ProviderError(
        .fetchFailed, "too many hosts are being looked up; try again later",
        field: "training_data_link")
    }
  }
}
