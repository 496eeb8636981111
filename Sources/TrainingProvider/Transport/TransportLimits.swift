/// What bounds the connections of a provider's server.
///
/// A daemon opens a connection for each call, and the worker in it that polls a model's status
/// closes none of its own. The limits therefore bound what a connection can take up, and for how
/// long, without a connection that is in use ever being closed for an idle one.
///
/// ### When a connection is closed
///
/// | the connection | is closed |
/// |---|---|
/// | has not opened a call | ``maxSetupTime`` after it was accepted |
/// | has no open call | ``maxIdleTime`` after the last one ended; ``maxClosingTime`` later if the peer does not answer |
/// | has an open call, but nothing comes from the peer | after ``maxSilence`` |
/// | has a call whose client has read nothing of the answer | loses that call after ``maxSilence`` |
/// | has a call that was answered, and the client leaves its side open | loses that call after ``maxPause`` |
/// | is one too many | when ``maxConnections`` says so |
/// | is open when the server shuts down | when its calls have ended, ``maxGraceTime`` later at most |
///
/// ### What a connection costs
///
/// Each connection is one file descriptor, so a server uses up to ``maxConnections`` of them, and
/// for moments a few more: a connection is accepted before another one is closed for it. Let
/// `RLIMIT_NOFILE` exceed the sum over all listeners by what the process opens besides.
///
/// An idle connection takes about 80 KiB of memory. A call whose service does not read takes about
/// ten messages and a window of 4 MiB more, then the client has to wait: 14 MiB with batches of
/// 1 MiB. That is for each call, as flow control does not bound what the calls of a connection hold
/// together; what does is ``maxConcurrentStreams``, and ``UploadLimits/maxConcurrent`` for uploads.
public struct TransportLimits: Hashable, Sendable {
  /// The largest request message in bytes, inclusive. The daemon's own default is 4 MiB and SDK
  /// batches are 1 MiB; JavaScript sends whole files.
  public var maxMessageBytes: Int

  /// How many connections may be open, each of which is a file descriptor.
  ///
  /// A further one takes the place of the connection that has been without a call for longest.
  /// Calls on which no message has arrived do not count, nor do those that pause (``maxPause``), so
  /// that opening calls and saying nothing fills no server. Only if every connection has a call
  /// under way is the new one closed.
  public var maxConnections: Int

  /// How many calls may be open on one connection.
  public var maxConcurrentStreams: Int

  /// How long a new connection may take until its first call: one that says nothing, stops after
  /// HTTP/2's preface, or sends a byte now and then is closed.
  public var maxSetupTime: Duration

  /// How long a call may take until its first message has arrived or the client has said that it
  /// sends none. The call then ends with DEADLINE_EXCEEDED.
  ///
  /// Some daemons open uploads and never send anything. Clients that wait before they send, or need
  /// longer for a first message of up to ``maxMessageBytes``, need a larger limit. Between later
  /// messages a client may wait as long as the service lets it.
  public var maxFirstMessageTime: Duration

  /// How long a client may neither send what is missing of a request nor read the answer for its
  /// call to count as under way. A connection all of whose calls pause gives way to a new one if
  /// there are too many; the calls go on if there is room.
  public var maxPause: Duration

  /// How long a connection may have no call. The peer is then asked to leave.
  public var maxIdleTime: Duration

  /// How long a peer that was asked to leave may take, once it has no call, or to end a call that
  /// was ended for it. Clients in use answer at once; what has been abandoned does not.
  public var maxClosingTime: Duration

  /// How long nothing at all may come from a peer, not even the answer to a keepalive ping, which
  /// is sent after half of that time. Dead peers are found in this way, also amid an upload.
  public var maxSilence: Duration

  /// How long open calls may take to end after a graceful shutdown began.
  public var maxGraceTime: Duration

  /// Limits for the service's own listener, the daemon's `service_endpoint`.
  public init(
    maxMessageBytes: Int = 8 << 20, maxConnections: Int = 512, maxConcurrentStreams: Int = 128,
    maxSetupTime: Duration = .seconds(10), maxFirstMessageTime: Duration = .seconds(10),
    maxPause: Duration = .seconds(10), maxIdleTime: Duration = .seconds(30),
    maxClosingTime: Duration = .seconds(2),
    maxSilence: Duration = .seconds(120), maxGraceTime: Duration = .seconds(30)
  ) {
    self.maxMessageBytes = maxMessageBytes
    self.maxConnections = maxConnections
    self.maxConcurrentStreams = maxConcurrentStreams
    self.maxSetupTime = maxSetupTime
    self.maxFirstMessageTime = maxFirstMessageTime
    self.maxPause = maxPause
    self.maxIdleTime = maxIdleTime
    self.maxClosingTime = maxClosingTime
    self.maxSilence = maxSilence
    self.maxGraceTime = maxGraceTime
  }

  /// Limits for the listener of `training.Model`, the daemon's `model_maintenance_endpoint`.
  ///
  /// Only the daemon connects there. It makes one call on each connection, so an idle one has
  /// nothing to wait for, and the worker that polls every 3 s for each pending model leaks them
  /// all: with an idle limit of 5 s a model holds two connections at a time, and not ten. The first
  /// message has a little longer than ``UploadLimits/firstBatchTimeout``, whose error says more.
  public static let maintenance = TransportLimits(
    maxSetupTime: .seconds(5), maxFirstMessageTime: .seconds(12), maxIdleTime: .seconds(5))
}
