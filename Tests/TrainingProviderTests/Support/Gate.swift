import Synchronization

/// Lets work pass once it is open.
final class Gate: Sendable {
  private let isOpen: Mutex<Bool>
  private let ignoresCancellation: Bool
  private let returnsWhenCancelled: Bool

  /// - Parameters:
  ///   - open: whether work passes from the beginning.
  ///   - ignoresCancellation: whether cancelled work waits all the same.
  ///   - returnsWhenCancelled: whether cancelled work passes as if the gate were open.
  init(open: Bool = false, ignoresCancellation: Bool = false, returnsWhenCancelled: Bool = false) {
    isOpen = Mutex(open)
    self.ignoresCancellation = ignoresCancellation
    self.returnsWhenCancelled = returnsWhenCancelled
  }

  func open() {
    isOpen.withLock { $0 = true }
  }

  func pass() async throws {
    while !isOpen.withLock({ $0 }) {
      if ignoresCancellation {
        await Task { try? await Task.sleep(for: .milliseconds(5)) }.value
      } else if returnsWhenCancelled {
        guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { return }
      } else {
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }
}
