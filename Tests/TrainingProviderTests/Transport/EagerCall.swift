import Foundation
import Testing

/// A call whose client sends as much as flow control allows (RFC 9113 §5.2), on a connection of its
/// own.
final class EagerCall {
  /// How many bytes have been sent.
  private(set) var sentBytes = 0

  private let connection: RawConnection
  private let bytes: Data

  /// Opens the call.
  init(
    _ path: String, port: Int, with headers: [(String, String)] = [], messages: [Data]
  ) throws {
    bytes = messages.reduce(into: Data()) { $0 += RawFrame.message($1).dropFirst(9) }
    connection = try RawConnection(port: port)
    connection.send(RawFrame.call(path, with: headers))
  }

  /// Sends the bytes that the server allows at the moment.
  func sendMore() {
    while sentBytes < bytes.count, min(room(of: 0), room(of: 1)) >= Self.maxFrame {
      let piece = bytes.dropFirst(sentBytes).prefix(Self.maxFrame)
      sentBytes += piece.count
      let flags: UInt8 = sentBytes == bytes.count ? 1 : 0
      connection.send(
        RawFrame(kind: .data, flags: flags, stream: 1, payload: Data(piece)).bytes)
    }
  }

  /// Sends all that the server allows, until it allows no more for a while.
  func sendUntilHeldBack() async throws {
    var (before, unchanged) = (-1, 0)
    while unchanged < 50 {
      sendMore()
      unchanged = sentBytes == before ? unchanged + 1 : 0
      before = sentBytes
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Sends everything, and waits for the answer.
  func sendAll() async throws {
    try await eventually("call is not answered") {
      sendMore()
      return connection.hasSuccess()
    }
  }

  /// The largest frame that a server has to accept, and the smallest window to send in.
  private static let maxFrame = 16 << 10

  private func room(of stream: UInt32) -> Int {
    let updates = connection.frames.filter { $0.kind == .windowUpdate && $0.stream == stream }
    let granted = updates.reduce(65_535) { sum, frame in
      sum + frame.payload.reduce(0) { $0 << 8 | Int($1) }
    }
    return granted - sentBytes
  }
}
