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

  /// Where a token comes from.
  private enum Source {
    case known(Token)
    case fetch(Task<Token, any Error>)
  }

  /// Returns the token, and fetches one if there is none. Callers at the same time share one fetch.
  func current(
    _ fetch: @escaping @Sendable () async throws -> Token
  ) async throws -> Token {
    // One look at the state: between two, the token could be forgotten.
    let source = state.withLock { state -> Source in
      if let token = state.current { return .known(token) }
      if let running = state.fetch { return .fetch(running) }
      let task = Task { try await fetch() }
      state.fetch = task
      return .fetch(task)
    }
    let task: Task<Token, any Error>
    switch source {
    case .known(let token): return token
    case .fetch(let running): task = running
    }
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
