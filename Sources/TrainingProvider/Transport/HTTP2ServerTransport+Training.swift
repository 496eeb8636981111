public import GRPCNIOTransportHTTP2Posix
import NIOCore

extension HTTP2ServerTransport.Posix.Config {
  /// Returns a configuration for the servers of a training provider.
  ///
  /// Uploads need larger windows than the transport's default of 64 KiB, which makes them several
  /// times slower. But a window shouldn't be larger than necessary: a client sends a whole window
  /// before it learns that its upload is refused, and a slow service holds a whole window in
  /// memory. This table shows an upload of 512 MiB in batches of 1 MiB, from a Python client over
  /// loopback:
  ///
  /// | window | speed | batches sent before the client learns that the first was refused |
  /// |---|---|---|
  /// | 16 MiB | 270 MiB/s | 9 |
  /// | 4 MiB | 250 MiB/s | 4 |
  /// | 1 MiB | 330 MiB/s | 2 |
  ///
  /// On one machine the window doesn't determine the speed. Across a network it does, because at
  /// most one window can be sent in each round trip. ``TransportLimits/windowBytes`` is 4 MiB
  /// unless you choose another size, and 1 MiB in ``TransportLimits/maintenance``.
  ///
  /// The other settings limit the resources that a daemon with leaking connections can use.
  ///
  /// Make a separate configuration for each server, because a configuration counts its server's
  /// connections. To end a server, call `beginGracefulShutdown()` and don't cancel `serve()`:
  /// swift-nio traps if a connection arrives during the cancellation.
  ///
  /// - Parameters:
  ///   - limits: the limits for connections. Use ``TransportLimits/maintenance`` for the listener of
  ///     `training.Model`.
  ///   - metrics: counts the listener's connections; `nil` to count none.
  /// - Returns: the configuration, which you can change further.
  public static func training(
    _ limits: TransportLimits = TransportLimits(), metrics: ConnectionMetrics? = nil
  ) -> Self {
    training(
      limits, ConnectionTable(limit: limits.maxConnections, metrics: metrics),
      UnfinishedMessages(limit: limits.maxUnfinishedBytes))
  }

  /// How many connections can wait for the server to accept them, unless the system allows less.
  ///
  /// The system drops attempts to connect beyond that, and clients repeat them after a second. When
  /// the clients of a full server reconnect, all of them may do so at once.
  private static let backlog: Int32 = 4096

  static func training(
    _ limits: TransportLimits, _ table: ConnectionTable, _ unfinished: UnfinishedMessages,
    _ pacedCalls: PacedCalls? = nil
  ) -> Self {
    .defaults { config in
      config.http2.targetWindowSize = limits.windowBytes
      config.http2.maxFrameSize = 1 << 20
      config.http2.maxConcurrentStreams = limits.maxConcurrentStreams
      config.rpc.maxRequestPayloadSize = limits.maxMessageBytes
      config.connection.maxIdleTime = limits.maxIdleTime
      config.connection.maxGraceTime = limits.maxGraceTime
      config.connection.keepalive.time = limits.maxSilence / 2
      config.connection.keepalive.timeout = limits.maxSilence / 4
      config.connection.keepalive.clientBehavior.allowWithoutCalls = true
      config.connection.keepalive.clientBehavior.minPingIntervalWithoutCalls = .seconds(10)
      config.channelDebuggingCallbacks.onBindTCPListener = { channel in
        // The transport calls this before it binds the listener.
        channel.setOption(.backlog, value: backlog)
      }
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
            CallGuard(limits, of: connection, unfinished, pacedCalls), position: .first)
        }
      }
    }
  }
}
