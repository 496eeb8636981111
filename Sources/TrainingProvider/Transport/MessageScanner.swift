import NIOCore

/// Finds the messages in the bytes of a call. Before each message gRPC sends a prefix of five
/// bytes, a flag and a length (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
struct MessageScanner {
  /// The length of what gRPC sends before each message.
  static let prefixBytes = 5

  /// Whether a whole message has arrived.
  private(set) var hasMessage = false

  /// Whether a message is too large. The scanner then ignores all further bytes.
  private(set) var isOversized = false

  /// How many complete messages have arrived.
  private(set) var messageCount = 0

  /// How many bytes of an incomplete message have arrived.
  var unfinishedBytes: Int { missing > 0 ? Self.prefixBytes + size - missing : prefix.count }

  /// Whether the length of a message is known, and the message is incomplete.
  var isWithinMessage: Bool { missing > 0 }

  /// The length of the last message whose length is known.
  var messageBytes: Int { size }

  private let maxBytes: Int
  private var prefix: [UInt8] = []
  /// The length of the current message.
  private var size = 0
  /// How many bytes of the current message have yet to arrive.
  private var missing = 0

  /// - Parameter maxBytes: the largest allowed size of a message.
  init(maxBytes: Int) {
    self.maxBytes = maxBytes
  }

  mutating func read(_ bytes: ByteBufferView) {
    var bytes = bytes
    while !bytes.isEmpty, !isOversized {
      if missing > 0 {
        let count = min(missing, bytes.count)
        missing -= count
        bytes = bytes.dropFirst(count)
        if missing == 0 { endMessage() }
      } else {
        prefix.append(bytes.removeFirst())
        if prefix.count == Self.prefixBytes { beginMessage() }
      }
    }
  }

  private mutating func beginMessage() {
    size = prefix.dropFirst().reduce(0) { $0 << 8 | Int($1) }
    prefix.removeAll(keepingCapacity: true)
    missing = size
    if size == 0 { endMessage() }
    if size > maxBytes { isOversized = true }
  }

  private mutating func endMessage() {
    hasMessage = true
    messageCount += 1
  }
}
