import NIOCore
import NIOHPACK

/// How far a call is read ahead of its handler.
extension CallGuard {
  struct Pace {
    let call: PacedCall
    /// How many messages the handler has dealt with.
    var handledMessages = 0
    /// Whether the transport has asked for more, and has to wait.
    var isHoldingBack = false
    /// The turns to receive messages that the handler has yet to deal with, oldest first. Short
    /// messages have none.
    var turns: [MessageTurn] = []
  }

  /// The turn to receive a message, or the wait for it.
  struct MessageTurn {
    let turn: MessageTurns.Turn
    /// The position of the message among those of the call.
    let index: Int
    /// Ends the turn if it lasts too long; `nil` while the call waits for its turn.
    var end: Scheduled<Void>?
    /// What the message arrived in.
    var buffer: ByteBuffer?
  }

  /// Lets the client send more only when the handler has dealt with what has arrived, if the call's
  /// method is one of those.
  func beginPacing(_ context: ChannelHandlerContext, _ headers: inout HPACKHeaders) {
    guard let pacedCalls,
      let path = headers.first(name: ":path"), pacedCalls.includes(path: path)
    else { return }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let call = pacedCalls.open {
      if bound.eventLoop.inEventLoop {
        bound.value.messageIsHandled()
      } else {
        bound.eventLoop.execute { bound.value.messageIsHandled() }
      }
    }
    headers.replaceOrAdd(name: PacedCalls.header, value: call.number)
    pace = Pace(call: call)
  }

  /// Whether nothing further is read for now. The transport below keeps up to one window of bytes
  /// meanwhile, and the client has to wait.
  ///
  /// That is so while the handler has yet to deal with messages, and while the call waits for its
  /// turn to receive the rest of a message.
  func holdsBack(_ context: ChannelHandlerContext) -> Bool {
    guard let pacedCalls, let handled = pace?.handledMessages else { return false }
    let mayRead =
      scanner.messageCount <= handled + pacedCalls.messagesAhead
      && (!scanner.isWithinMessage || hasTurn(context, pacedCalls))
    pace?.isHoldingBack = !mayRead
    return !mayRead
  }

  /// Returns whether it is the call's turn. If not, the call begins to wait for it.
  private func hasTurn(_ context: ChannelHandlerContext, _ pacedCalls: PacedCalls) -> Bool {
    if let last = pace?.turns.last, last.index == scanner.messageCount { return last.end != nil }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let turn = MessageTurns.Turn(byteCount: scanner.messageBytes) { turn in
      bound.eventLoop.execute { bound.value.turnBegins(turn) }
    }
    pace?.turns.append(MessageTurn(turn: turn, index: scanner.messageCount))
    guard pacedCalls.turns.request(turn) else {
      pace?.call.waitsForTurn(true)
      return false
    }
    begin(turn, context, pacedCalls)
    return true
  }

  private func turnBegins(_ turn: MessageTurns.Turn) {
    guard let context, let pacedCalls, pace?.turns.last?.turn === turn else { return }
    pace?.call.waitsForTurn(false)
    begin(turn, context, pacedCalls)
    goOn()
  }

  /// Makes room for the message, and ends its turn in time, because other calls mustn't wait for a
  /// client that sends slowly or for a handler that waits for something else.
  private func begin(
    _ turn: MessageTurns.Turn, _ context: ChannelHandlerContext, _ pacedCalls: PacedCalls
  ) {
    guard let last = pace?.turns.indices.last else { return }
    pace?.turns[last].end = context.eventLoop.scheduleTask(in: TimeAmount(pacedCalls.maxTurn)) {
      pacedCalls.turns.end(turn)
    }
    assembler.use(pacedCalls.buffers.take(MessageScanner.prefixBytes + scanner.messageBytes))
  }

  /// Keeps what a message arrived in until the handler has dealt with the message.
  func keepBuffer() {
    guard let buffer = assembler.takeBuffer(), let last = pace?.turns.indices.last else { return }
    pace?.turns[last].buffer = buffer
  }

  private func messageIsHandled() {
    guard let handled = pace?.handledMessages else { return }
    pace?.handledMessages = handled + 1
    while let first = pace?.turns.first, first.index <= handled {
      pace?.turns.removeFirst()
      end(first)
    }
    goOn()
  }

  private func goOn() {
    guard let context, pace?.isHoldingBack == true else { return }
    read(context: context)
  }

  private func end(_ turn: MessageTurn) {
    turn.end?.cancel()
    pacedCalls?.turns.end(turn.turn)
    if let buffer = turn.buffer { pacedCalls?.buffers.giveBack(buffer) }
  }

  func endPacing() {
    guard let pace else { return }
    for turn in pace.turns { end(turn) }
    pacedCalls?.close(pace.call)
    self.pace = nil
  }
}
