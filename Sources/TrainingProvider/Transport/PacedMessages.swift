import GRPCCore

/// The messages of a call. Whoever asks for the next one has dealt with the previous one.
struct PacedMessages<Element: Sendable>: AsyncSequence, Sendable {
  let messages: RPCAsyncSequence<Element, any Error>

  /// Says that a message has been dealt with.
  let report: PacedCalls.Report

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(messages: messages.makeAsyncIterator(), report: report)
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var messages: RPCAsyncSequence<Element, any Error>.AsyncIterator
    fileprivate let report: PacedCalls.Report
    private var hasMessage = false

    fileprivate init(
      messages: RPCAsyncSequence<Element, any Error>.AsyncIterator,
      report: @escaping PacedCalls.Report
    ) {
      self.messages = messages
      self.report = report
    }

    mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(any Error) -> Element? {
      if hasMessage { report() }
      let message = try await messages.next(isolation: actor)
      hasMessage = message != nil
      return message
    }
  }
}
