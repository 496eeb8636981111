import ProtoWire
import SwiftProtobuf

/// A message with a handwritten codec, which can measure one encoding and write another.
struct HandwrittenMessage: WireMessage, _MessageImplementationBase {
  static let protoMessageName = "HandwrittenMessage"

  var unknownFields = UnknownStorage()
  private var measuring: @Sendable (inout WireSizes) -> Void = { _ in }
  private var encoding: @Sendable (inout WireWriter) -> Void = { _ in }

  init() {}

  init(
    measuring: @escaping @Sendable (inout WireSizes) -> Void,
    encoding: @escaping @Sendable (inout WireWriter) -> Void
  ) {
    self.measuring = measuring
    self.encoding = encoding
  }

  func _measure(in sizes: inout WireSizes) { measuring(&sizes) }
  func _encode(to writer: inout WireWriter) { encoding(&writer) }
  mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {}

  func traverse<V: Visitor>(visitor: inout V) throws {}
  mutating func decodeMessage<D: Decoder>(decoder: inout D) throws {}
  static func == (left: Self, right: Self) -> Bool { left.unknownFields == right.unknownFields }
}
