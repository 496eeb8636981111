import Foundation
import GRPCCore
import SwiftProtobuf
import Synchronization

extension EtcdClient {
  /// Watches a range of keys until the task is cancelled.
  ///
  /// If the connection ends, or the member loses its majority, the watch goes on with another member
  /// where it had ended.
  ///
  /// ```swift
  /// let page = try await client.read(EtcdQuery(.prefix("nodes/")))
  /// try await client.watch(.prefix("nodes/"), after: page.revision) { update in print(update) }
  /// ```
  ///
  /// - Parameters:
  ///   - range: the keys.
  ///   - revision: the store's revision up to which the caller knows the keys.
  ///   - use: is called with what happens. The next call is made when it has returned.
  /// - Throws: `CancellationError`; what `use` throws; ``EtcdError`` if etcd refuses the watch.
  public func watch(
    _ range: EtcdKeyRange, after revision: Int64,
    _ use: @escaping @Sendable (EtcdWatchUpdate) async throws -> Void
  ) async throws {
    let progress = WatchProgress(next: revision + 1, use: use)
    var pause = Pause(members: configuration.endpoints.count)
    var staleTokens = 0
    while true {
      let start = progress.next
      do {
        try await watchOnce(range, progress)
      } catch {
        try Task.checkCancellation()
        if let failure = progress.failure { throw failure }
        if let error = error as? EtcdError, error.code != .unavailable { throw error }
        if error is RPCError {
          switch Failure(error) {
          case .final(let error): throw error
          case .staleToken:
            staleTokens += 1
            if staleTokens > 3 { throw error }
          default: break
          }
        }
      }
      if progress.next > start {
        (pause, staleTokens) = (Pause(members: configuration.endpoints.count), 0)
      }
      guard await pause.wait(until: .now + .seconds(60)) else { throw CancellationError() }
    }
  }

  /// Watches with one member until the stream ends.
  private func watchOnce(_ range: EtcdKeyRange, _ progress: WatchProgress) async throws {
    let request = Etcdserverpb_WatchRequest.with {
      $0.createRequest = .with {
        $0.key = range.start.bytes
        $0.rangeEnd = range.endBytes
        $0.startRevision = progress.next
        $0.progressNotify = true
      }
    }
    let (end, continuation) = AsyncStream.makeStream(of: Never.self)
    try await stream { member, metadata in
      var metadata = metadata
      // The stream then fails if the member loses its majority.
      metadata.addString("true", forKey: "hasleader")
      try await member.watches.watch(metadata: metadata) { writer in
        try await writer.write(request)
        // The request is kept open for as long as answers are wanted.
        for await _ in end {}
      } onResponse: { response in
        defer { continuation.finish() }
        for try await message in response.messages {
          guard try await progress.accept(message) else { return }
        }
      }
    }
  }
}

/// How far a watch has come.
private final class WatchProgress: Sendable {
  private let state: Mutex<State>
  private let use: @Sendable (EtcdWatchUpdate) async throws -> Void

  private struct State {
    var next: Int64
    var failure: (any Error)?
  }

  init(next: Int64, use: @escaping @Sendable (EtcdWatchUpdate) async throws -> Void) {
    state = Mutex(State(next: next))
    self.use = use
  }

  /// The store's revision to go on with.
  var next: Int64 { state.withLock(\.next) }

  /// The error of the one who watches.
  var failure: (any Error)? { state.withLock(\.failure) }

  /// Passes on what a response says.
  ///
  /// - Returns: whether more responses follow.
  func accept(_ response: Etcdserverpb_WatchResponse) async throws -> Bool {
    if response.canceled {
      guard response.compactRevision > 0 else {
        throw EtcdError(.refused, "etcd ended the watch (\(response.cancelReason))")
      }
      state.withLock { $0.next = response.compactRevision }
      try await pass(.gap(resumingAt: response.compactRevision))
      return false
    }
    if let last = response.events.last {
      let revision = last.kv.modRevision
      try await pass(.changes(response.events.map(EtcdChange.init), revision: revision))
      state.withLock { $0.next = revision + 1 }
    } else if !response.created {
      state.withLock { $0.next = max($0.next, response.header.revision + 1) }
    }
    return true
  }

  private func pass(_ update: EtcdWatchUpdate) async throws {
    do {
      try await use(update)
    } catch {
      state.withLock { $0.failure = error }
      throw error
    }
  }
}
