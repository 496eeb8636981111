import NIOCore

/// Closes a connection that is one too many, or from which nothing comes any more.
///
/// The transport's own idle limit asks the peer to leave and then waits for the answer, with its
/// keepalive switched off: a peer that is dead or does not answer would hold its file descriptor
/// for ever. Peers that live answer keepalive pings, so silence tells them apart.
final class ConnectionGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let count: ConnectionCount
  private let maxSilence: TimeAmount
  private var isCounted = false
  private var lastRead = NIODeadline.now()
  private var timer: Scheduled<Void>?

  init(_ count: ConnectionCount, maxSilence: TimeAmount) {
    self.count = count
    self.maxSilence = maxSilence
  }

  func channelActive(context: ChannelHandlerContext) {
    isCounted = count.enter()
    guard isCounted else { return context.close(promise: nil) }
    lastRead = .now()
    listen(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    lastRead = .now()
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    if isCounted { count.leave() }
    isCounted = false
    context.fireChannelInactive()
  }

  private func listen(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(deadline: lastRead + maxSilence) {
      let (handler, context) = bound.value
      guard context.channel.isActive else { return }
      if NIODeadline.now() - handler.lastRead >= handler.maxSilence {
        context.close(promise: nil)
      } else {
        handler.listen(context)
      }
    }
  }
}
