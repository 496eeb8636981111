import Testing

@testable import EtcdStore

@Suite struct TokensTests {
  /// A token that is forgotten while others ask for it is fetched again. Nobody gets none.
  @Test func everyCallerGetsAToken() async throws {
    let tokens = Tokens()
    let token = Tokens.Token(text: "secret")
    let forgetting = Task.detached {
      while !Task.isCancelled { tokens.forget(token) }
    }
    defer { forgetting.cancel() }
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var wrong = 0
          for _ in 0..<20_000 where try await tokens.current({ token }) != token { wrong += 1 }
          return wrong
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
