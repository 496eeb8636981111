/// The limits for the connections of a provider's server.
///
/// A daemon opens a connection for each call, and its worker that polls statuses never closes its
/// connections. The limits therefore restrict how many connections there are and how long an idle
/// one stays open. A connection in use is never closed in favour of an idle one.
///
/// ### When connections and calls are closed
///
/// | a connection or call | is closed |
/// |---|---|
/// | a connection that has not opened a call | ``maxSetupTime`` after it was accepted |
/// | a connection without an open call | ``maxIdleTime`` after its last call ended (1) |
/// | a connection with an open call whose peer sends nothing | after ``maxSilence`` |
/// | a call whose client reads nothing of the answer | after ``maxSilence`` |
/// | a call whose request does not go on | after ``maxRequestPause``, if there is one |
/// | a call that was answered, but whose client leaves its side open | after ``maxPause`` |
/// | the one without a call for longest | when a new connection exceeds ``maxConnections`` |
/// | one that is open at a shutdown | when its calls end, at the latest after ``maxGraceTime`` |
/// | a call that is open at a shutdown | with UNAVAILABLE shortly before ``maxGraceTime`` is over |
///
/// (1) If the peer doesn't answer, the connection is closed ``maxClosingTime`` later.
///
/// ### The cost of a connection
///
/// Each connection uses one file descriptor, so a server uses up to ``maxConnections`` of them, and
/// a few more for moments, because a new connection is accepted before an old one is closed. The
/// process's limit for open files, `RLIMIT_NOFILE`, has to be the sum over all listeners plus the
/// number of other files that the process opens. A ``ProviderServer`` raises the soft limit.
///
/// An idle connection takes about 80 KiB of memory. A call whose service doesn't read takes about
/// ten messages and a window of ``windowBytes`` more before the client has to wait: 14 MiB with
/// batches of 1 MiB. This applies to each call, because flow control doesn't limit all calls of a
/// connection together. ``maxConcurrentStreams`` limits the number of calls, and
/// ``UploadLimits/maxConcurrent`` and ``UploadLimits/maxWaiting`` that of uploads.
///
/// Uploads to a ``ProviderServer`` take less. While an upload is busy with a batch, or waits for
/// its turn to receive one, its client can send two windows more. If there are no more than four
/// uploads, each receives another batch meanwhile. About 16 MiB of batches have their turn at once. A
/// batch that takes longer than 5 s isn't counted any more, so that a slow client doesn't delay
/// others. The memory of batches is kept for the next ones until the last upload ends.
///
/// The unfinished messages of all calls together have up to ``maxUnfinishedBytes``. They take up to
/// twice as much memory, because their buffers grow by doubling.
public struct TransportLimits: Hashable, Sendable {
  /// The largest allowed size of a request message in bytes. The daemon's own default is 4 MiB and
  /// SDK batches are 1 MiB, but JavaScript sends whole files.
  public var maxMessageBytes: Int

  /// How many bytes the unfinished messages of all calls may have together. A message is unfinished
  /// until its last byte has arrived.
  ///
  /// Above the limit, the call whose unfinished message began first ends with RESOURCE_EXHAUSTED.
  /// Its bytes are released at the latest ``maxClosingTime`` later.
  public var maxUnfinishedBytes: Int

  /// How many bytes of a call a client may send before the server has read them, which is the size
  /// of the flow-control windows of HTTP/2. At most one window can be sent in each round trip, so
  /// this limits the speed of a client that isn't near: 4 MiB allow 200 MiB/s at a round trip of 20 ms.
  public var windowBytes: Int

  /// How many connections may be open. Each uses a file descriptor.
  ///
  /// At the limit, a new connection replaces the one that has been without a call for longest. The
  /// new connection is closed only if every other connection has a call under way. Calls without
  /// any message and calls that pause (see ``maxPause``) don't count as under way, so nobody can
  /// block a server by opening calls and sending nothing.
  public var maxConnections: Int

  /// How many calls may be open on one connection.
  public var maxConcurrentStreams: Int

  /// How long a new connection may take until its first call. Connections that send nothing, stop
  /// after the HTTP/2 preface, or send single bytes now and then are closed.
  public var maxSetupTime: Duration

  /// How long a call may take until its first message has arrived or the client has ended its side
  /// without one. The call then ends with DEADLINE_EXCEEDED.
  ///
  /// Some daemons open uploads and never send anything. Choose a larger limit if clients wait
  /// before they send, or need longer for a first message of up to ``maxMessageBytes``. Between
  /// later messages a client may wait for as long as the service allows.
  public var maxFirstMessageTime: Duration

  /// How long a client may neither send more of its request nor read the answer before its call
  /// counts as paused. If all calls of a connection are paused, a new connection can replace it at
  /// the limit. Below the limit, paused calls can go on. A client that can't send because the
  /// service has yet to read what has arrived doesn't pause.
  ///
  /// A client sends more of its request if it completes a message or sends at least
  /// ``minBytesPerSecond`` of one. A call that was answered counts as paused at once, even if its
  /// client leaves its side open.
  public var maxPause: Duration

  /// How many bytes of an unfinished message must arrive in each second, on average over
  /// ``maxPause``, so that the call doesn't count as paused.
  public var minBytesPerSecond: UInt64

  /// How long a client that hasn't ended its request may send no more of it, as for ``maxPause``,
  /// before the call ends with DEADLINE_EXCEEDED; `nil` if it may do so for as long as the service
  /// allows.
  ///
  /// Without this limit, a client that sends the message of a unary call and never ends its request
  /// can keep the call open. Choose a longer time than clients may pause between two messages.
  public var maxRequestPause: Duration?

  /// How long a connection may be without a call before its peer is asked to leave.
  public var maxIdleTime: Duration

  /// How long a peer without calls may take to leave after it was asked to, and how long a client
  /// may take to end its side of a call that the server has ended. Clients in use react at once;
  /// abandoned ones don't.
  public var maxClosingTime: Duration

  /// How long a peer may send nothing at all, not even the answer to a keepalive ping, which is
  /// sent after half of that time. This finds dead peers, even during an upload.
  public var maxSilence: Duration

  /// How long open calls may take to end after a graceful shutdown has begun.
  public var maxGraceTime: Duration

  /// Creates limits for the service's own listener, the daemon's `service_endpoint`.
  public init(
    maxMessageBytes: Int = 8 << 20, maxUnfinishedBytes: Int = 512 << 20,
    windowBytes: Int = 4 << 20, maxConnections: Int = 512, maxConcurrentStreams: Int = 128,
    maxSetupTime: Duration = .seconds(10), maxFirstMessageTime: Duration = .seconds(10),
    maxPause: Duration = .seconds(10), minBytesPerSecond: UInt64 = 16 << 10,
    maxRequestPause: Duration? = nil, maxIdleTime: Duration = .seconds(30),
    maxClosingTime: Duration = .seconds(2),
    maxSilence: Duration = .seconds(120), maxGraceTime: Duration = .seconds(30)
  ) {
    self.maxMessageBytes = maxMessageBytes
    self.maxUnfinishedBytes = maxUnfinishedBytes
    self.windowBytes = windowBytes
    self.maxConnections = maxConnections
    self.maxConcurrentStreams = maxConcurrentStreams
    self.maxSetupTime = maxSetupTime
    self.maxFirstMessageTime = maxFirstMessageTime
    self.maxPause = maxPause
    self.minBytesPerSecond = minBytesPerSecond
    self.maxRequestPause = maxRequestPause
    self.maxIdleTime = maxIdleTime
    self.maxClosingTime = maxClosingTime
    self.maxSilence = maxSilence
    self.maxGraceTime = maxGraceTime
  }

  /// Limits for the listener of `training.Model`, the daemon's `model_maintenance_endpoint`.
  ///
  /// Only the daemon connects there, and it makes one call on each connection, so an idle
  /// connection won't be used again. Its worker polls every 3 s for each pending model and leaks
  /// every connection. With an idle limit of 5 s, a pending model occupies two connections at a
  /// time instead of ten. The limit for the first message is slightly longer than
  /// ``UploadLimits/firstBatchTimeout``, and ``maxRequestPause`` is longer than
  /// ``TransferLimits/idleTimeout``, because the errors of those limits are more helpful. The
  /// window is smaller than for services, because many uploads can fill theirs at the same time. Choose a
  /// larger one for a daemon on another machine, if a window in each round trip is too little.
  public static let maintenance = TransportLimits(
    windowBytes: 1 << 20,
    maxSetupTime: .seconds(5), maxFirstMessageTime: .seconds(12), maxRequestPause: .seconds(90),
    maxIdleTime: .seconds(5))

  /// How many bytes of an unfinished message have to arrive within ``maxPause``.
  var leastProgress: Int {
    let bytes = Double(minBytesPerSecond) * (maxPause / .seconds(1))
    return Int(min(max(bytes, 1), Double(UInt32.max)))
  }
}
