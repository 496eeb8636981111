import NIOPosix

/// The threads on which links are followed. They live as long as the process.
enum LinkThreads {
  /// Where the bytes come in.
  ///
  /// Not the event loops of the servers: decrypting a dataset at the speed of a network keeps a
  /// loop busy, and the connections that share it would wait.
  static let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
