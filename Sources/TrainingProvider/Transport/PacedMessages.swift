import GRPCCore

/// The messages of a call. Whoever asks for the next one has dealt with the previous one.
struct PacedMessages<Element: Sendable>: AsyncSequence, Sendable {
  let messages: RPCAsyncSequence<Element, any Error>

  let call: PacedCall

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(messages: messages.makeAsyncIterator(), call: call)
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var messages: RPCAsyncSequence<Element, any Error>.AsyncIterator
    fileprivate let call: PacedCall
    private var hasMessage = false

    fileprivate init(
      messages: RPCAsyncSequence<Element, any Error>.AsyncIterator,
      call: PacedCall
    ) {
      self.messages = messages
      self.call = call
    }

    mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(any Error) -> Element? {
      if hasMessage { call.messageIsHandled() }
      let message = try await messages.next(isolation: actor)
      hasMessage = message != nil
      return message
    }
  }
}
