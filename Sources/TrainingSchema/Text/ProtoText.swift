/// A proto's text, taken apart.
final class ProtoText {
  /// The tokens, with comments.
  let tokens: [TextToken]

  let statements: [ProtoStatement]

  /// What the Python SDK sees. Only rules for training methods ask for it.
  lazy var sdkView = SDKView(String(decoding: bytes, as: UTF8.self))

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    tokens = TextToken.all(in: bytes)
    statements = ProtoStatement.all(in: tokens)
    self.bytes = bytes
  }
}
