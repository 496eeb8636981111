import GRPCCore

/// A stream whose first message was read ahead, and whose later ones may not change the models.
///
/// It is its own iterator, to be read once like every stream of requests, so that a call allocates
/// one object for both. Sendable without a check by the compiler: it is handed from the guard to
/// the one reader of the stream, never used by both, as gRPC's own request streams demand.
final class SameModels<Message: Sendable>: AsyncSequence, AsyncIteratorProtocol, @unchecked Sendable
{
  typealias Upstream = RPCAsyncSequence<Message, any Error>.AsyncIterator

  private let first: Message?
  private var later: Upstream
  private let modelGuard: ModelGuard
  private let names: @Sendable (Message) -> [NamedModels]
  private var place = Place.first

  /// Where the next message comes from.
  private enum Place {
    case first, later, end
  }

  /// - Parameters:
  ///   - first: the message that was read, `nil` if the stream ended without one.
  ///   - later: what comes after it.
  ///   - names: the models that a message names, an element for each model field.
  init(
    first: Message?, later: Upstream, modelGuard: ModelGuard,
    names: @escaping @Sendable (Message) -> [NamedModels]
  ) {
    self.first = first
    self.later = later
    self.modelGuard = modelGuard
    self.names = names
  }

  func makeAsyncIterator() -> SameModels { self }

  func next(isolation actor: isolated (any Actor)?) async throws -> Message? {
    if place == .first {
      place = first == nil ? .end : .later
      return first
    }
    guard place == .later else { return nil }
    place = .end
    guard let message = try await later.next(isolation: actor) else { return nil }
    try check(message)
    place = .later
    return message
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
