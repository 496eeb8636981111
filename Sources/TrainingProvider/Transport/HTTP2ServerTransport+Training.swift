public import GRPCNIOTransportHTTP2Posix
import NIOCore

extension HTTP2ServerTransport.Posix.Config {
  /// A configuration for servers of training providers.
  ///
  /// Uploads need larger windows than the transport's 64 KiB, which made them several times as
  /// slow, but no larger than need be: a window is what a client sends before it hears that its
  /// upload is refused, and what a service holds in memory that does not keep up. From a Python
  /// client over loopback, 512 MiB in batches of 1 MiB:
  ///
  /// | window | speed | batches sent until a refusal of the first is heard |
  /// |---|---|---|
  /// | 16 MiB | 270 MiB/s | 9 |
  /// | 4 MiB | 250 MiB/s | 4 |
  /// | 1 MiB | 330 MiB/s | 2 |
  ///
  /// So the window does not decide the speed on one machine. Across a network it does: nothing is
  /// faster than a window for each round trip. It is 4 MiB, as large as the daemon's largest
  /// messages by default, which allows 200 MiB/s over a round trip of 20 ms.
  ///
  /// Everything else bounds what a daemon that leaks connections can use up.
  ///
  /// Each server needs a configuration of its own, as it counts the server's connections. End a
  /// server with `beginGracefulShutdown()` and not by cancelling `serve()`: swift-nio traps when
  /// the cancellation meets a connection that is just arriving.
  ///
  /// - Parameter limits: what bounds the connections; ``TransportLimits/maintenance`` for the
  ///   listener of `training.Model`.
  /// - Returns: the configuration, which can be changed further.
  public static func training(_ limits: TransportLimits = TransportLimits()) -> Self {
    training(limits, ConnectionTable(limit: limits.maxConnections))
  }

  /// See ``training(_:)``.
  private static let windowBytes = 4 << 20

  static func training(_ limits: TransportLimits, _ table: ConnectionTable) -> Self {
    .defaults { config in
      config.http2.targetWindowSize = windowBytes
      config.http2.maxFrameSize = 1 << 20
      config.http2.maxConcurrentStreams = limits.maxConcurrentStreams
      config.rpc.maxRequestPayloadSize = limits.maxMessageBytes
      config.connection.maxIdleTime = limits.maxIdleTime
      config.connection.maxGraceTime = limits.maxGraceTime
      config.connection.keepalive.time = limits.maxSilence / 2
      config.connection.keepalive.timeout = limits.maxSilence / 4
      config.connection.keepalive.clientBehavior.allowWithoutCalls = true
      config.connection.keepalive.clientBehavior.minPingIntervalWithoutCalls = .seconds(10)
      config.channelDebuggingCallbacks.onAcceptTCPConnection = { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            ConnectionGuard(limits, table), position: .first)
        }
      }
      config.channelDebuggingCallbacks.onAcceptHTTP2Stream = { stream in
        stream.eventLoop.makeCompletedFuture {
          let connection = try stream.parent?.pipeline.syncOperations
            .handler(type: ConnectionGuard.self)
          guard let connection else { return }
          try stream.pipeline.syncOperations.addHandler(
            CallGuard(limits, of: connection), position: .first)
        }
      }
    }
  }
}
