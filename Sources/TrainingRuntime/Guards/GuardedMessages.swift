public import GRPCCore
public import TrainingProtos

/// The messages of a stream, opened as far as the first, which names the models for all of them.
public struct GuardedMessages<Message: Sendable>: Sendable {
  /// The first message, `nil` when the stream ended without one.
  public let first: Message?

  /// All messages, the first included. Can be read once, as the stream that it comes from.
  ///
  /// A later message that names another model ends the sequence with ``ModelGuardError``.
  public let sequence: RPCAsyncSequence<Message, any Error>
}

extension ModelGuard {
  /// Opens a stream of requests.
  ///
  /// - Parameters:
  ///   - request: the stream; nobody else may read it.
  ///   - names: the models that a message names, one list for each model field.
  /// - Throws: what the stream throws before its first message.
  public func messages<Message: Sendable>(
    of request: StreamingServerRequest<Message>,
    naming names: @escaping @Sendable (Message) -> [[Training_ModelID]]
  ) async throws -> GuardedMessages<Message> {
    var iterator = request.messages.makeAsyncIterator()
    let first = try await iterator.next()
    let rest = StreamRest(
      first: first, iterator: iterator, method: method, names: names)
    return GuardedMessages(first: first, sequence: RPCAsyncSequence(wrapping: rest))
  }
}
