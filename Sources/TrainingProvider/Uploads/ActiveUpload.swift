import Foundation
import Synchronization

/// An upload that is being received.
final class ActiveUpload: Sendable {
  /// A unique name, which also distinguishes two uploads for one model.
  let name = UUID().uuidString
  let watch: TransferWatch
  private let state = Mutex(State())

  private struct State {
    var received: Received?
    var hasPlace = false
    var hasSuccessor = false
    var hasEnded = false
    var waiters: [Promise<Void>] = []
  }

  /// The state of an upload that has claimed its model.
  struct Received: Sendable {
    /// The model, as it was when it was claimed.
    var model: StoredModel
    /// The name of the dataset that is being written.
    var name: String
    /// Writes the dataset.
    var file: any BlobWriter
    /// The space for the dataset.
    var reservation: StorageReservation
    /// A label made from the client's name for the file.
    var label: String
    /// The place among the models that wait for a validation.
    var place: JobPlace
    /// The claim to the upload; `nil` if there are no other providers.
    var claim: KeptClaim?
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

  /// Takes the upload's place away.
  ///
  /// - Returns: whether the upload had a place.
  func giveUpPlace() -> Bool {
    state.withLock { state in
      defer { state.hasPlace = false }
      return state.hasPlace
    }
  }

  /// Makes another upload for the model the one that replaces this one.
  ///
  /// - Returns: whether this was the first call.
  func acceptSuccessor() -> Bool {
    state.withLock { state in
      defer { state.hasSuccessor = true }
      return !state.hasSuccessor
    }
  }

  /// Whether another upload already replaces this one.
  var hasSuccessor: Bool { state.withLock(\.hasSuccessor) }

  /// Waits until the outcome of the upload is stored.
  func ended() async throws {
    let waiter: Promise<Void>? = state.withLock { state in
      guard !state.hasEnded else { return nil }
      let waiter = Promise<Void>()
      state.waiters.append(waiter)
      return waiter
    }
    try await waiter?.value
  }

  /// Records that the outcome of the upload is stored.
  func end() {
    let waiters = state.withLock { state in
      state.hasEnded = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resolve(.success(())) }
  }
}
