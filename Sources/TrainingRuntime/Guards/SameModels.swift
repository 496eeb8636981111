import GRPCCore

/// A stream whose first message was read ahead, and whose later ones may not change the models.
///
/// Sendable without a check by the compiler: the iterator is handed from the guard to the one
/// reader of the stream, never used by both, as gRPC's own request streams demand.
struct SameModels<Message: Sendable>: AsyncSequence, @unchecked Sendable {
  typealias Upstream = RPCAsyncSequence<Message, any Error>.AsyncIterator

  let first: Message?
  var iterator: Upstream
  let modelGuard: ModelGuard
  let names: @Sendable (Message) -> [NamedModels]

  func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

  struct Iterator: AsyncIteratorProtocol {
    var stream: SameModels
    private var isFirst = true

    init(stream: SameModels) {
      self.stream = stream
    }

    mutating func next() async throws -> Message? {
      if isFirst {
        isFirst = false
        if let first = stream.first { return first }
      }
      guard let message = try await stream.iterator.next() else { return nil }
      try stream.check(message)
      return message
    }
  }

  /// - Throws: ``ModelGuardError`` when `message` names other models than the first one did.
  private func check(_ message: Message) throws(ModelGuardError) {
    guard let first else { return }
    let violations = zip(names(first), names(message)).compactMap { before, now in
      now.isSilent || meant(by: now) == meant(by: before)
        ? nil
        : Violation(
          .changed, at: FieldPath(field: now.field),
          "every message names the first one's model, or none")
    }
    guard violations.isEmpty else {
      throw ModelGuardError(violations, method: modelGuard.method)
    }
  }

  private func meant(by named: NamedModels) -> [String] {
    named.ids.map(modelGuard.meant)
  }
}
