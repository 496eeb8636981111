/// Reads the bytes of a text one by one and knows the line and column of the next one.
struct TextCursor {
  private let bytes: [UInt8]
  private(set) var offset = 0
  private var line = 1
  private var column = 1

  init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  var position: JSONPosition { JSONPosition(line: line, column: column) }

  /// The next byte; `nil` at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func advance() {
    guard let byte = next else { return }
    offset += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if next.map({ $0 & 0xC0 != 0x80 }) ?? true {
      // The column changes behind the last byte of a scalar.
      column += 1
    }
  }

  /// Whether the next bytes are those of `text`.
  func isAt(_ text: String) -> Bool {
    bytes[offset...].starts(with: text.utf8)
  }

  mutating func skip(_ text: String) {
    for _ in text.utf8 { advance() }
  }

  /// The text from an earlier offset to the next byte.
  func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }
}
