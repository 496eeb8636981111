import GRPCCore
import TrainingManifest
import TrainingProtos

/// A stream whose first message was read ahead, and whose later ones may not change the model.
///
/// Sendable without a check by the compiler: the iterator is handed from the guard to the one
/// reader of the stream, never used by both, as gRPC's own request streams demand.
struct StreamRest<Message: Sendable>: AsyncSequence, @unchecked Sendable {
  typealias Upstream = RPCAsyncSequence<Message, any Error>.AsyncIterator

  let first: Message?
  let iterator: Upstream
  let method: TrainingMethod
  let names: @Sendable (Message) -> [[Training_ModelID]]

  func makeAsyncIterator() -> Iterator {
    Iterator(first: first, upstream: iterator, stream: self)
  }

  struct Iterator: AsyncIteratorProtocol {
    var first: Message?
    var upstream: Upstream
    let stream: StreamRest

    mutating func next() async throws -> Message? {
      if let message = first.take() { return message }
      guard let message = try await upstream.next() else { return nil }
      try stream.check(message)
      return message
    }
  }

  /// - Throws: ``ModelGuardError`` when `message` names another model than the first one did.
  private func check(_ message: Message) throws {
    guard let first else { return }
    for (index, pair) in zip(names(first), names(message)).enumerated() {
      let named = pair.1.map(\.modelID).filter { !$0.isEmpty }
      guard named.isEmpty || named == pair.0.map(\.modelID) else {
        let field = method.modelFields[index].path
        throw ModelGuardError(.changed(field: field), method: method)
      }
    }
  }
}
