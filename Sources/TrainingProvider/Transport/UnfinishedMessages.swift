import Synchronization

/// The messages of a server's calls that have arrived only in part. Their bytes are limited in
/// total.
///
/// The transport keeps the bytes of a message until the last one has arrived, and a client can send
/// each of many messages slowly. The table is locked, because the calls of a server run on several
/// event loops.
final class UnfinishedMessages: Sendable {
  private let limit: Int
  private let state = Mutex(State())

  fileprivate struct State {
    var messages: [ObjectIdentifier: Message] = [:]
    var byteCount = 0
    /// The number of messages that have begun so far.
    var begun = 0
  }

  fileprivate struct Message {
    let sender: Sender
    /// The position among the messages of the call.
    var index: Int
    /// The position among all messages that have begun.
    var number: Int
    var byteCount: Int
  }

  /// A call, for other event loops.
  final class Sender: Sendable {
    fileprivate let end: @Sendable () -> Void

    /// - Parameter end: ends the call because its message takes too long. Called on any thread.
    init(end: @escaping @Sendable () -> Void) {
      self.end = end
    }
  }

  /// - Parameter limit: the largest allowed number of bytes.
  init(limit: Int) {
    self.limit = limit
  }

  /// How many bytes the unfinished messages have.
  var byteCount: Int { state.withLock(\.byteCount) }

  /// Records how much of a call's current message has arrived. If there are too many bytes, ends
  /// the calls whose messages began first.
  ///
  /// - Parameters:
  ///   - byteCount: how many bytes of the message have arrived; 0 if the call has no unfinished
  ///     message.
  ///   - index: the position of the message among those of the call.
  ///   - sender: the call.
  func record(_ byteCount: Int, ofMessage index: Int, from sender: Sender) {
    let ended = state.withLock { state in
      state.record(byteCount, ofMessage: index, from: sender)
      return state.removeOldest(over: limit)
    }
    for sender in ended { sender.end() }
  }

  /// Forgets the message of a call.
  func forget(_ sender: Sender) {
    state.withLock { _ = $0.remove(sender) }
  }
}

extension UnfinishedMessages.State {
  fileprivate mutating func record(
    _ byteCount: Int, ofMessage index: Int, from sender: UnfinishedMessages.Sender
  ) {
    let previous = remove(sender)
    guard byteCount > 0 else { return }
    var number = begun
    if let previous, previous.index == index {
      number = previous.number
    } else {
      begun += 1
    }
    messages[ObjectIdentifier(sender)] = UnfinishedMessages.Message(
      sender: sender, index: index, number: number, byteCount: byteCount)
    self.byteCount += byteCount
  }

  @discardableResult
  fileprivate mutating func remove(
    _ sender: UnfinishedMessages.Sender
  ) -> UnfinishedMessages.Message? {
    let message = messages.removeValue(forKey: ObjectIdentifier(sender))
    byteCount -= message?.byteCount ?? 0
    return message
  }

  fileprivate mutating func removeOldest(over limit: Int) -> [UnfinishedMessages.Sender] {
    var removed: [UnfinishedMessages.Sender] = []
    while byteCount > limit, let oldest = messages.values.min(by: { $0.number < $1.number }) {
      remove(oldest.sender)
      removed.append(oldest.sender)
    }
    return removed
  }
}
