/// A proto's text, taken apart.
struct ProtoText {
  /// The tokens, with comments.
  let tokens: [TextToken]

  let statements: [ProtoStatement]

  /// What the Python SDK sees.
  let sdkView: SDKView

  init(_ bytes: [UInt8]) {
    tokens = TextToken.all(in: bytes)
    statements = ProtoStatement.all(in: tokens)
    sdkView = SDKView(String(decoding: bytes, as: UTF8.self))
  }
}
