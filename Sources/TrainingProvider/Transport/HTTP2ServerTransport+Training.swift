public import GRPCNIOTransportHTTP2Posix
import NIOCore

extension HTTP2ServerTransport.Posix.Config {
  /// A configuration for servers of training providers.
  ///
  /// Uploads need larger windows than the transport's 64 KiB: with 16 MiB and frames of 1 MiB an
  /// upload from a Python client ran about three times as fast. Everything else bounds what a
  /// daemon that leaks connections can use up.
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

  static func training(_ limits: TransportLimits, _ table: ConnectionTable) -> Self {
    .defaults { config in
      config.http2.targetWindowSize = 16 << 20
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
          try stream.pipeline.syncOperations.addHandler(CallGuard(of: connection))
        }
      }
    }
  }
}
