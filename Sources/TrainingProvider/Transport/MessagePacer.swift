import GRPCCore

/// An interceptor that reports when a handler has dealt with a message, so that the client may send
/// more.
///
/// It has to be the outermost interceptor, because each message that the transport delivers must be
/// reported, even if another interceptor drops it.
struct MessagePacer: ServerInterceptor {
  let calls: PacedCalls

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    var request = request
    guard let call = calls.takeCall(from: &request.metadata) else {
      return try await next(request, context)
    }
    request.messages = RPCAsyncSequence(
      wrapping: PacedMessages(messages: request.messages, call: call))
    return try await PacedCall.$current.withValue(call) { [request] in
      try await next(request, context)
    }
  }
}
