import Synchronization

/// Remembers the token that etcd gave for the name and the password.
final class Tokens: Sendable {
  private let state = Mutex(State())

  private struct State {
    var current: Token?
    var fetch: Task<Token, any Error>?
  }

  /// A token; without a text if the cluster demands none.
  struct Token: Hashable, Sendable {
    var text: String?
  }

  /// Returns the token, and fetches one if there is none. Callers at the same time share one fetch.
  func current(
    _ fetch: @escaping @Sendable () async throws -> Token
  ) async throws -> Token {
    let task: Task<Token, any Error>? = state.withLock { state in
      if state.current != nil { return nil }
      if let running = state.fetch { return running }
      let task = Task { try await fetch() }
      state.fetch = task
      return task
    }
    guard let task else { return state.withLock { $0.current ?? Token(text: nil) } }
    let result = await task.result
    state.withLock { state in
      guard state.fetch == task else { return }
      state.fetch = nil
      state.current = try? result.get()
    }
    return try result.get()
  }

  /// Forgets a token that etcd no longer accepts.
  func forget(_ token: Token) {
    state.withLock { state in
      if state.current == token { state.current = nil }
    }
  }
}
