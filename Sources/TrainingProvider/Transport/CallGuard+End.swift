import GRPCCore
import NIOCore
import NIOHPACK
import NIOHTTP2

/// How a call ends before its service answers.
extension CallGuard {
  /// Ends the call because its first message did not arrive in time.
  func endForSilence() {
    end(
      .deadlineExceeded,
      "no message arrived within \(limits.maxFirstMessageTime): "
        + "send the first one when the call is opened")
  }

  /// Ends the call because the server shuts down and waits no longer.
  func endForShutdown() {
    end(.unavailable, "the server is shutting down: try again later")
  }

  /// Ends the call because the server holds too many unfinished messages and that of this call
  /// began first.
  func endUnfinishedMessage() {
    end(
      .resourceExhausted,
      "the server receives too much at once, and this message has taken the longest: "
        + "try again later, with smaller messages or over a faster connection")
  }

  func end(_ code: Status.Code, _ message: String) {
    guard !isEnding else { return }
    isEnding = true
    if let sender { unfinished.forget(sender) }
    answer(code, message)
  }

  /// Ends the call some time after its deadline, unless the service has ended it.
  func endAfterDeadline(_ context: ChannelHandlerContext, _ timeout: TimeAmount) {
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: timeout + TimeAmount(limits.maxClosingTime)) {
      guard !bound.value.hasAnswered else { return }
      bound.value.end(.deadlineExceeded, "the call took longer than its client allows")
    }
  }

  /// Answers the call with a status.
  ///
  /// Most clients then end their side. If a client doesn't, the stream is closed, but only after a
  /// while: gRPC's C core, which Python uses, drops a status that it reads together with a reset.
  func answer(_ code: Status.Code, _ message: String) {
    guard let context else { return }
    pause()
    if !hasAnswered {
      var headers: HPACKHeaders = ["grpc-status": "\(code.rawValue)", "grpc-message": message]
      if !isAnswering {
        headers = [":status": "200", "content-type": "application/grpc"] + headers
      }
      context.writeAndFlush(
        wrapOutboundOut(.headers(.init(headers: headers, endStream: true))), promise: nil)
    }
    close(context, after: limits.maxClosingTime)
  }

  func close(_ context: ChannelHandlerContext, after time: Duration) {
    guard self.context != nil, closing == nil else { return }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    closing = context.eventLoop.scheduleTask(in: TimeAmount(time)) {
      let (handler, context) = bound.value
      if handler.context != nil { context.close(promise: nil) }
    }
  }
}

extension HPACKHeaders {
  /// Concatenates two lists of headers.
  fileprivate static func + (first: HPACKHeaders, second: HPACKHeaders) -> HPACKHeaders {
    var headers = first
    for header in second { headers.add(name: header.name, value: header.value) }
    return headers
  }
}
