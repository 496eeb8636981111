import NIOPosix

/// The threads that fetch links. They live as long as the process.
enum LinkThreads {
  /// The event loop of all connections to the servers of links.
  ///
  /// It is separate from the event loops of the provider's servers: decrypting a dataset at network
  /// speed keeps an event loop busy, and other connections on that loop would have to wait.
  static let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
