/// What bounds the connections of a provider's server.
public struct TransportLimits: Hashable, Sendable {
  /// The largest request message in bytes, inclusive. The daemon's own default is 4 MiB and SDK
  /// batches are 1 MiB; JavaScript sends whole files.
  public var maxMessageBytes: Int

  /// How long a connection may have no call. Short, because the daemon opens a connection for
  /// each call, and the one that polls every 3 s never closes its own.
  public var maxIdleTime: Duration

  /// How long nothing at all may come from a peer, not even the answer to a keepalive ping, which
  /// is sent after half of that time. Dead peers are found in this way, also amid an upload.
  public var maxSilence: Duration

  /// How many connections may be open; a further one is closed at once. Each is a file descriptor.
  public var maxConnections: Int

  /// How many calls may be open on one connection.
  public var maxConcurrentStreams: Int

  /// How long open calls may take to end after a graceful shutdown began.
  public var maxGraceTime: Duration

  public init(
    maxMessageBytes: Int = 8 << 20, maxIdleTime: Duration = .seconds(30),
    maxSilence: Duration = .seconds(120), maxConnections: Int = 512,
    maxConcurrentStreams: Int = 128, maxGraceTime: Duration = .seconds(30)
  ) {
    self.maxMessageBytes = maxMessageBytes
    self.maxIdleTime = maxIdleTime
    self.maxSilence = maxSilence
    self.maxConnections = maxConnections
    self.maxConcurrentStreams = maxConcurrentStreams
    self.maxGraceTime = maxGraceTime
  }
}
