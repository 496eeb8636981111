import Synchronization

/// The numbers of visits and transfers of links.
final class LinkVisits: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let open = Mutex(0)

  /// Counts a visit.
  ///
  /// - Returns: the visit's number, from 1.
  func add(_ path: String) -> Int {
    counts.withLock { counts in
      counts[path, default: 0] += 1
      return counts[path, default: 0]
    }
  }

  /// How many transfers are in progress.
  var transfers: Int { open.withLock(\.self) }

  func beginTransfer() {
    open.withLock { $0 += 1 }
  }

  func endTransfer() {
    open.withLock { $0 -= 1 }
  }
}
