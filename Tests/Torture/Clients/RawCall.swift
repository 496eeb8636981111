import NIOCore
import NIOPosix

/// A call of training.Model on a connection of its own, which stays open until it is closed: cheap
/// enough to make thousands, and free to behave as no gRPC client does.
final class RawCall: Sendable {
  /// A thread of their own, so that what is measured isn't this program's other traffic.
  private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  private let channel: any Channel
  private let result: EventLoopFuture<[UInt8]>
  private let isAnswered = Latch()

  private init(_ channel: any Channel, _ result: EventLoopFuture<[UInt8]>) {
    self.channel = channel
    self.result = result
    result.whenComplete { [isAnswered] _ in isAnswered.set() }
  }

  /// Connects and begins a call.
  ///
  /// - Parameters:
  ///   - method: the method's name.
  ///   - port: where training.Model listens.
  ///   - message: the first message; `nil` sends none.
  ///   - isComplete: whether nothing more will be sent.
  static func begin(
    _ method: String, on port: Int, _ message: [UInt8]?, isComplete: Bool
  ) async throws -> RawCall {
    var frames = [HTTP2Frame.call("/training.Model/\(method)")]
    if let message { frames.append(.message(message, isLast: isComplete)) }
    let answer = group.any().makePromise(of: [UInt8].self)
    let channel: any Channel
    do {
      channel = try await connect(to: port) { [frames] channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(RawCallHandler(frames, answer: answer))
        }
      }
    } catch {
      answer.fail(error)
      throw error
    }
    return RawCall(channel, answer.futureResult)
  }

  /// Sends another message.
  func send(_ message: [UInt8]) {
    var buffer = ByteBuffer()
    HTTP2Frame.message(message, isLast: false).write(to: &buffer)
    channel.writeAndFlush(buffer, promise: nil)
  }

  /// The message that the server answers.
  ///
  /// - Throws: ``RawCallFailure``; the connection's errors.
  func answer(within time: Duration) async throws -> [UInt8] {
    let late = channel.eventLoop.makePromise(of: [UInt8].self)
    let timer = channel.eventLoop.scheduleTask(in: TimeAmount(time)) {
      late.fail(RawCallFailure.late)
    }
    result.cascade(to: late)
    defer { timer.cancel() }
    return try await late.futureResult.get()
  }

  /// Whether the connection is open. It outlives the call.
  var isOpen: Bool { channel.isActive }

  /// Whether the call is open: the server has neither answered nor refused it.
  var isUnanswered: Bool { isOpen && !isAnswered.isSet }

  func close() {
    channel.close(promise: nil)
  }
}

extension RawCall {
  /// A connection on which nothing is ever sent.
  static func silentConnection(to port: Int) async throws -> any Channel {
    try await connect(to: port) { $0.eventLoop.makeSucceededVoidFuture() }
  }

  private static func connect(
    to port: Int, _ prepare: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
  ) async throws -> any Channel {
    try await ClientBootstrap(group: group)
      .channelInitializer(prepare)
      .connectTimeout(.seconds(20))
      .connect(host: "127.0.0.1", port: port).get()
  }
}
