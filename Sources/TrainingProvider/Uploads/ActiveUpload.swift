import Foundation
import Synchronization

/// An upload while it is being received.
final class ActiveUpload: Sendable {
  /// Tells uploads apart, also two of one model.
  let name = UUID().uuidString
  let watch: TransferWatch
  private let state = Mutex(State())

  private struct State {
    var received: Received?
    var hasPlace = false
    var hasEnded = false
    var waiters: [Answer<Void>] = []
  }

  /// What an upload has come to so far.
  struct Received: Sendable {
    /// The model, as it was claimed.
    var model: StoredModel
    /// The file that is being written.
    var file: PartialFile
    /// What the client calls the file.
    var label: String
  }

  init(_ watch: TransferWatch) {
    self.watch = watch
  }

  var received: Received? {
    get { state.withLock(\.received) }
    set { state.withLock { $0.received = newValue } }
  }

  var hasPlace: Bool {
    get { state.withLock(\.hasPlace) }
    set { state.withLock { $0.hasPlace = newValue } }
  }

  /// Takes the place from an upload.
  ///
  /// - Returns: whether it had one.
  func giveUpPlace() -> Bool {
    state.withLock { state in
      defer { state.hasPlace = false }
      return state.hasPlace
    }
  }

  /// Waits until what became of the upload is stored.
  func ended() async throws {
    let waiter: Answer<Void>? = state.withLock { state in
      guard !state.hasEnded else { return nil }
      let waiter = Answer<Void>()
      state.waiters.append(waiter)
      return waiter
    }
    try await waiter?.value
  }

  /// Records that what became of the upload is stored.
  func end() {
    let waiters = state.withLock { state in
      state.hasEnded = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.give(.success(())) }
  }
}
