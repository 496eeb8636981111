import NIOPosix
import Synchronization

/// Looks up the addresses of hosts on its own threads.
///
/// A lookup blocks its thread until the name server answers, which can take half a minute or more,
/// and cannot be cancelled. So callers don't depend on the thread: a cancelled task returns at
/// once, while the thread finishes the lookup. If the task was cancelled before the lookup began,
/// the lookup is skipped.
final class HostResolver: Sendable {
  /// Returns the addresses of a host in text form, in the order in which to try them.
  typealias Lookup = @Sendable (_ host: String) throws(ProviderError) -> [String]

  /// A lookup that is running or waiting for a thread.
  private struct Pending {
    let domain: Substring
    let begin = ContinuousClock.now
  }

  /// The time that a successful lookup usually needs.
  private static let usualTime = Duration.seconds(1)

  /// The shared resolver for links that are fetched. Its threads end with the process.
  ///
  /// Fetches are paid for, so one link must not make another one fail. That's why there are more
  /// threads than lookups can block. A fetch gives up after ``HTTPDatasetFetcher/connectTimeout``
  /// and a lookup after about 30 seconds, so each of the 16 concurrent fetches leaves at most 4
  /// lookups behind.
  static let fetching = forFetches(lookup: SystemLookup.addresses)

  /// The shared resolver for links that are probed before anybody has paid.
  static let probing = HostResolver(
    threads: 64, maxPending: 256, maxSlow: 2, lookup: SystemLookup.addresses)

  private let pool: NIOThreadPool
  private let maxPending: Int
  private let maxSlow: Int
  private let pending = Mutex<[Int: Pending]>([:])
  private let numbers = Atomic(0)
  private let lookup: Lookup

  /// - Parameters:
  ///   - threads: how many lookups run at once.
  ///   - maxPending: how many lookups may run or wait for a thread; further ones are refused.
  ///   - maxSlow: how many lookups within one domain may take longer than usual before further ones
  ///     are refused, so that a domain whose name servers don't answer can't occupy all threads.
  init(
    threads: Int = 4, maxPending: Int = 64, maxSlow: Int = 2, lookup: @escaping Lookup
  ) {
    pool = NIOThreadPool(numberOfThreads: threads)
    pool.start()
    self.maxPending = maxPending
    self.maxSlow = maxSlow
    self.lookup = lookup
  }

  /// Creates a resolver like ``fetching``.
  static func forFetches(lookup: @escaping Lookup) -> HostResolver {
    HostResolver(threads: 64, maxPending: .max, maxSlow: .max, lookup: lookup)
  }

  deinit {
    pool.shutdownGracefully { _ in }
  }

  /// How many lookups are running or waiting for a thread.
  var pendingCount: Int { pending.withLock(\.count) }

  /// Looks up the addresses of a host.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/fetchFailed`` if the host has no
  ///   addresses or too many lookups are pending; `CancellationError`.
  func addresses(of host: String) async throws -> [String] {
    let number = try begin(host)
    let answer = Promise<[String]>()
    pool.submit { [self] state in
      defer { pending.withLock { $0[number] = nil } }
      guard case .active = state, answer.outcome == nil else {
        answer.resolve(.failure(CancellationError()))
        return
      }
      answer.resolve(Result { try lookup(host) })
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

  /// The part of a name that belongs to one owner, who controls all names below it: the last two
  /// labels, or three if the last two are a country's registry, such as `co.uk`.
  static func domain(of host: String) -> Substring {
    let labels = host.split(separator: ".")
    let second = labels.dropLast().last.map(String.init) ?? ""
    let isRegistry = labels.last?.count == 2 && registryLabels.contains(second)
    let owned = labels.suffix(isRegistry ? 3 : 2)
    return host[(owned.first?.startIndex ?? host.startIndex)...]
  }

  /// The labels that countries' registries put before the country.
  private static let registryLabels: Set = ["ac", "co", "com", "edu", "gov", "net", "or", "org"]

  private static func refused(_ reason: String) -> ProviderError {
    ProviderError(.fetchFailed, "\(reason); try again later", field: "training_data_link")
  }
}
