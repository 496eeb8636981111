import GRPCCore
import Synchronization

/// The health of a server's services. All of them can be called until the server begins to shut
/// down.
final class HealthTable: Sendable {
  typealias Status = Grpc_Health_V1_HealthCheckResponse.ServingStatus

  private let names: Set<String>
  private let maxWatchers: Int
  private let state = Mutex(State())

  private struct State {
    var isServing = true
    /// By the order in which they came.
    var watchers: [Int: Watcher] = [:]
    var nextWatcher = 0
  }

  private struct Watcher {
    /// Whether the server has the service that is watched.
    let isKnown: Bool
    let statuses: AsyncStream<Status>.Continuation
  }

  /// - Parameters:
  ///   - names: the full names of the services. The empty name, which stands for the whole server,
  ///     is added.
  ///   - maxWatchers: how many calls may watch a service at once, because each holds a connection.
  init(_ names: some Sequence<String>, maxWatchers: Int = 64) {
    self.names = Set(names).union([""])
    self.maxWatchers = maxWatchers
  }

  /// The health of a service; `nil` if the server doesn't have it.
  func status(of name: String) -> Status? {
    guard names.contains(name) else { return nil }
    return state.withLock(\.isServing) ? .serving : .notServing
  }

  /// The health of each service.
  var statuses: [String: Status] {
    let status: Status = state.withLock(\.isServing) ? .serving : .notServing
    return Dictionary(uniqueKeysWithValues: names.map { ($0, status) })
  }

  /// How many calls watch a service.
  var watcherCount: Int { state.withLock(\.watchers.count) }

  /// Returns the current health of a service and each change, until the server shuts down.
  ///
  /// Only the latest status is kept for a client that reads slowly.
  ///
  /// - Throws: `RPCError` if too many calls watch, or if the server is shutting down.
  func watch(_ name: String) throws(RPCError) -> HealthWatch {
    let (statuses, continuation) = AsyncStream.makeStream(
      of: Status.self, bufferingPolicy: .bufferingNewest(1))
    let number = try state.withLock { state throws(RPCError) in
      guard state.isServing else { throw Self.shuttingDown }
      guard state.watchers.count < maxWatchers else {
        throw RPCError(
          code: .resourceExhausted,
          message: "\(maxWatchers) calls watch the health already: call Check instead")
      }
      state.nextWatcher += 1
      state.watchers[state.nextWatcher] = Watcher(
        isKnown: names.contains(name), statuses: continuation)
      return state.nextWatcher
    }
    continuation.yield(status(of: name) ?? .serviceUnknown)
    return HealthWatch(statuses: statuses) { [self] in
      state.withLock { _ = $0.watchers.removeValue(forKey: number) }
      continuation.finish()
    }
  }

  /// Reports from now on that nothing can be called, and ends the watches.
  func shutDown() {
    let watchers = state.withLock { state in
      state.isServing = false
      return state.watchers.values.map(\.self)
    }
    for watcher in watchers {
      watcher.statuses.yield(watcher.isKnown ? .notServing : .serviceUnknown)
      watcher.statuses.finish()
    }
  }

  /// The status of a watch that ends because the server shuts down.
  static var shuttingDown: RPCError {
    RPCError(code: .unavailable, message: "the server is shutting down: connect again later")
  }
}

/// A watch over the health of a service.
struct HealthWatch: Sendable {
  let statuses: AsyncStream<HealthTable.Status>

  /// Ends the watch. Has to be called, at the latest when its call ends.
  let end: @Sendable () -> Void
}
