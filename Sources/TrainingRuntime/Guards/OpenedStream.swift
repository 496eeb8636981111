import GRPCCore

/// A stream of requests, read as far as its first message.
struct OpenedStream<Message: Sendable>: Sendable {
  /// The first message, `nil` when the stream ended without one.
  let first: Message?

  /// The request with all messages, the first included, to be read once.
  let request: StreamingServerRequest<Message>

  /// - Parameter names: the models that a message names, an element for each model field.
  init(
    _ request: StreamingServerRequest<Message>, for modelGuard: ModelGuard,
    naming names: @escaping @Sendable (Message) -> [NamedModels]
  ) async throws {
    var iterator = request.messages.makeAsyncIterator()
    let first = try await iterator.next()
    self.first = first
    let messages = SameModels(
      first: first, later: iterator, modelGuard: modelGuard, names: names)
    self.request = StreamingServerRequest(
      metadata: request.metadata, messages: RPCAsyncSequence(wrapping: messages))
  }
}
