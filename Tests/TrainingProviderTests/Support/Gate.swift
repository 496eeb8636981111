import Synchronization

/// A gate that work waits for until it is open.
final class Gate: Sendable {
  private let state: Mutex<Bool>
  private let ignoresCancellation: Bool
  private let returnsWhenCancelled: Bool

  /// - Parameters:
  ///   - open: whether the gate is open from the beginning.
  ///   - ignoresCancellation: whether cancelled work still waits.
  ///   - returnsWhenCancelled: whether cancelled work continues as if the gate were open.
  init(open: Bool = false, ignoresCancellation: Bool = false, returnsWhenCancelled: Bool = false) {
    state = Mutex(open)
    self.ignoresCancellation = ignoresCancellation
    self.returnsWhenCancelled = returnsWhenCancelled
  }

  var isOpen: Bool { state.withLock(\.self) }

  func open() {
    state.withLock { $0 = true }
  }

  func close() {
    state.withLock { $0 = false }
  }

  func pass() async throws {
    while !isOpen {
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
