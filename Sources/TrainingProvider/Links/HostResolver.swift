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

  /// A lookup that goes on or waits for a thread.
  private struct Pending {
    let domain: Substring
    let begin = ContinuousClock.now
  }

  /// How long a lookup takes that goes well.
  private static let usualTime = Duration.seconds(1)

  /// The process's resolver for links that are fetched. Its threads end with the process.
  ///
  /// Fetches are paid for, so no link makes another one fail: there are more threads than lookups can
  /// be stuck. A fetch gives up after ``HTTPDatasetFetcher/connectTimeout`` and a lookup after about
  /// 30 seconds, so each of the 16 fetches that go on at once leaves 4 of them at most.
  static let fetching = forFetches(lookup: SystemLookup.addresses)

  /// The process's resolver for links that are looked at before anybody has paid.
  static let probing = HostResolver(
    threads: 64, maxPending: 256, maxSlow: 2, lookup: SystemLookup.addresses)

  private let pool: NIOThreadPool
  private let maxPending: Int
  private let maxSlow: Int
  private let pending = Mutex<[Int: Pending]>([:])
  private let numbers = Atomic(0)
  private let lookup: Lookup

  /// - Parameters:
  ///   - threads: how many lookups go on at once.
  ///   - maxPending: how many lookups go on or wait for a thread; others are refused.
  ///   - maxSlow: how many lookups of one domain's names may take longer than usual before further ones
  ///     are refused: a domain whose name servers are silent must not keep all threads.
  init(
    threads: Int = 4, maxPending: Int = 64, maxSlow: Int = 2, lookup: @escaping Lookup
  ) {
    pool = NIOThreadPool(numberOfThreads: threads)
    pool.start()
    self.maxPending = maxPending
    self.maxSlow = maxSlow
    self.lookup = lookup
  }

  /// A resolver as ``fetching``.
  static func forFetches(lookup: @escaping Lookup) -> HostResolver {
    HostResolver(threads: 64, maxPending: .max, maxSlow: .max, lookup: lookup)
  }

  deinit {
    pool.shutdownGracefully { _ in }
  }

  /// How many lookups go on or wait for a thread.
  var pendingCount: Int { pending.withLock(\.count) }

  /// Looks up the addresses of a host.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/fetchFailed`` if there are none or if
  ///   too many lookups go on; `CancellationError`.
  func addresses(of host: String) async throws -> [String] {
    let number = try begin(host)
    let answer = Answer<[String]>()
    pool.submit { [self] state in
      defer { pending.withLock { $0[number] = nil } }
      guard case .active = state, answer.given == nil else {
        answer.give(.failure(CancellationError()))
        return
      }
      answer.give(Result { try lookup(host) })
    }
    return try await answer.value
  }

  private func begin(_ host: String) throws(ProviderError) -> Int {
    let domain = Self.domain(of: host)
    let number = numbers.add(1, ordering: .relaxed).newValue
    try pending.withLock { pending throws(ProviderError) in
      guard pending.count < maxPending else {
        throw Self.refused("too many hosts are being looked up")
      }
      let latest = ContinuousClock.now - Self.usualTime
      let slow = pending.values.count { $0.domain == domain && $0.begin < latest }
      guard slow < maxSlow else {
        throw Self.refused("the name servers of \(domain) do not answer")
      }
      pending[number] = Pending(domain: domain)
    }
    return number
  }

  /// The part of a name below which all names are one owner's: its last two labels, or three where
  /// the last two are a country's registry, such as `co.uk`.
  static func domain(of host: String) -> Substring {
    let labels = host.split(separator: ".")
    let second = labels.dropLast().last.map(String.init) ?? ""
    let isRegistry = labels.last?.count == 2 && registryLabels.contains(second)
    let owned = labels.suffix(isRegistry ? 3 : 2)
    return host[(owned.first?.startIndex ?? host.startIndex)...]
  }

  /// What countries' registries put before the country.
  private static let registryLabels: Set = ["ac", "co", "com", "edu", "gov", "net", "or", "org"]

  private static func refused(_ reason: String) -> ProviderError {
    ProviderError(.fetchFailed, "\(reason); try again later", field: "training_data_link")
  }
}
