import NIOCore
import NIOPosix

/// A call of training.Model on its own connection, which stays open until it is closed. It is cheap
/// enough to make thousands of calls, and can behave in ways in which no gRPC client does.
final class RawCall: Sendable {
  /// A separate thread, so that other traffic of this program doesn't affect measurements.
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
  ///   - port: the port of training.Model.
  ///   - message: the first message; `nil` to send none.
  ///   - isComplete: whether this is the only message.
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

  /// Waits for the server's response.
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

  /// Whether the connection is open. It can stay open after the call.
  var isOpen: Bool { channel.isActive }

  /// Whether the server has neither answered nor refused the call.
  var isUnanswered: Bool { isOpen && !isAnswered.isSet }

  func close() {
    channel.close(promise: nil)
  }
}

extension RawCall {
  /// Opens a connection on which nothing is ever sent.
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
