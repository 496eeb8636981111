import NIOCore
import NIOHPACK

/// How far a call is read ahead of its handler.
extension CallGuard {
  struct Pace {
    /// The number of the call; see ``PacedCalls``.
    let number: String
    /// How many messages the handler has dealt with.
    var handledMessages = 0
    /// Whether the transport has asked for more, and has to wait.
    var isHoldingBack = false
    /// The turn to receive the last message that has begun; `nil` if the call has no turn and
    /// doesn't wait for one.
    var turn: MessageTurns.Turn?
    /// Ends the turn if it lasts too long; `nil` while the call waits for its turn.
    var turnEnd: Scheduled<Void>?
  }

  /// Lets the client send more only when the handler has dealt with what has arrived, if the call's
  /// method is one of those.
  func beginPacing(_ context: ChannelHandlerContext, _ headers: inout HPACKHeaders) {
    guard let pacedCalls,
      let path = headers.first(name: ":path"), pacedCalls.includes(path: path)
    else { return }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let number = pacedCalls.open {
      if bound.eventLoop.inEventLoop {
        bound.value.messageIsHandled()
      } else {
        bound.eventLoop.execute { bound.value.messageIsHandled() }
      }
    }
    headers.replaceOrAdd(name: PacedCalls.header, value: number)
    pace = Pace(number: number)
  }

  /// Whether nothing further is read for now. The transport below keeps up to one window of bytes
  /// meanwhile, and the client has to wait.
  ///
  /// That is so while the handler has yet to deal with a message, and while the call waits for its
  /// turn to receive the rest of a message.
  func holdsBack(_ context: ChannelHandlerContext) -> Bool {
    guard let handled = pace?.handledMessages else { return false }
    let mayRead = scanner.messageCount <= handled && (!scanner.isWithinMessage || hasTurn(context))
    pace?.isHoldingBack = !mayRead
    return !mayRead
  }

  /// Returns whether it is the call's turn. If not, the call begins to wait for it.
  private func hasTurn(_ context: ChannelHandlerContext) -> Bool {
    guard let pacedCalls, pace?.turn == nil else { return pace?.turnEnd != nil }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let turn = MessageTurns.Turn(byteCount: scanner.messageBytes) { turn in
      bound.eventLoop.execute { bound.value.turnBegins(turn) }
    }
    pace?.turn = turn
    guard pacedCalls.turns.request(turn) else { return false }
    limit(turn, context)
    return true
  }

  private func turnBegins(_ turn: MessageTurns.Turn) {
    guard let context, pace?.turn === turn else { return }
    limit(turn, context)
    goOn()
  }

  /// Ends a turn in time, because other calls mustn't wait for a client that sends slowly or for a
  /// handler that waits for something else.
  private func limit(_ turn: MessageTurns.Turn, _ context: ChannelHandlerContext) {
    guard let pacedCalls else { return }
    pace?.turnEnd = context.eventLoop.scheduleTask(in: TimeAmount(pacedCalls.maxTurn)) {
      pacedCalls.turns.end(turn)
    }
  }

  private func messageIsHandled() {
    pace?.handledMessages += 1
    endTurn()
    goOn()
  }

  private func goOn() {
    guard let context, pace?.isHoldingBack == true else { return }
    read(context: context)
  }

  private func endTurn() {
    guard let turn = pace?.turn else { return }
    pace?.turnEnd?.cancel()
    pace?.turnEnd = nil
    pace?.turn = nil
    pacedCalls?.turns.end(turn)
  }

  func endPacing() {
    endTurn()
    if let pace { pacedCalls?.close(pace.number) }
    pace = nil
  }
}
