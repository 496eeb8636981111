import Synchronization

/// The turns of calls to receive the rest of a message. Their messages are limited in total.
///
/// If all uploads of a busy server received their batches at the same time, each would hold most of
/// one. A server that receives a few batches after the other is as fast, and takes less memory.
final class MessageTurns: Sendable {
  private let limit: Int
  private let state = Mutex(State())

  fileprivate struct State {
    var turns: [ObjectIdentifier: Turn] = [:]
    var byteCount = 0
    /// The turns that have yet to begin, in the order in which they were requested.
    var waiting: [Turn] = []
  }

  /// A call's turn to receive the rest of a message.
  final class Turn: Sendable {
    fileprivate let byteCount: Int
    fileprivate let begin: @Sendable (Turn) -> Void

    /// - Parameters:
    ///   - byteCount: the size of the message.
    ///   - begin: called on any thread when the turn begins, unless that happens at once.
    init(byteCount: Int, begin: @escaping @Sendable (Turn) -> Void) {
      self.byteCount = byteCount
      self.begin = begin
    }
  }

  /// - Parameter limit: how many bytes the messages of all turns may have. A larger message has to
  ///   be alone.
  init(limit: Int) {
    self.limit = limit
  }

  /// How many bytes the messages of all turns have that have begun and not ended.
  var byteCount: Int { state.withLock(\.byteCount) }

  /// Begins a turn, or lets it wait for others to end.
  ///
  /// - Returns: whether the turn has begun.
  func request(_ turn: Turn) -> Bool {
    state.withLock { state in
      state.waiting.append(turn)
      return state.beginNext(below: limit).contains { $0 === turn }
    }
  }

  /// Ends a turn, or its wait. Does nothing if it has ended.
  func end(_ turn: Turn) {
    let begun = state.withLock { state in
      state.waiting.removeAll { $0 === turn }
      if let turn = state.turns.removeValue(forKey: ObjectIdentifier(turn)) {
        state.byteCount -= turn.byteCount
      }
      return state.beginNext(below: limit)
    }
    for turn in begun { turn.begin(turn) }
  }
}

extension MessageTurns.State {
  fileprivate mutating func beginNext(below limit: Int) -> [MessageTurns.Turn] {
    var begun: [MessageTurns.Turn] = []
    while let next = waiting.first, turns.isEmpty || byteCount + next.byteCount <= limit {
      waiting.removeFirst()
      turns[ObjectIdentifier(next)] = next
      byteCount += next.byteCount
      begun.append(next)
    }
    return begun
  }
}
