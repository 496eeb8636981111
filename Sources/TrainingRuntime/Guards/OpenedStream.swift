import GRPCCore

/// A stream of requests, read as far as its first message.
struct OpenedStream<Message: Sendable>: Sendable {
  /// The first message, `nil` when the stream ended without one.
  let first: Message?

  /// All messages, the first included. Can be read once, as the stream that it comes from.
  let messages: RPCAsyncSequence<Message, any Error>

  /// - Parameter names: the models that a message names, an element for each model field.
  init(
    _ request: StreamingServerRequest<Message>, for modelGuard: ModelGuard,
    naming names: @escaping @Sendable (Message) -> [NamedModels]
  ) async throws {
    var iterator = request.messages.makeAsyncIterator()
    let first = try await iterator.next()
    self.first = first
    self.messages = RPCAsyncSequence(
      wrapping: SameModels(
        first: first, iterator: iterator, modelGuard: modelGuard, names: names))
  }
}
