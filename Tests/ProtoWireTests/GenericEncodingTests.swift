import Fixture_kinds
import Fixture_maps
import Fixture_proto2
import Fixture_recursion
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

/// Tests that generic code encodes messages with their codec, although it doesn't know the codec.
@Suite struct GenericEncodingTests {
  @Test func theCodecIsUsed() throws {
    let message = CodecOnly()
    #expect(try Self.generic(message) == CodecOnly.bytes)
    #expect(try Google_Protobuf_Any(message: message).value == Data(CodecOnly.bytes))
  }

  @Test func bytesAreThoseOfTheCodec() throws {
    var node = Fixtures_Recursion_Node()
    for _ in 0..<50 {
      var outer = Fixtures_Recursion_Node()
      outer.next = node
      node = outer
    }
    #expect(try Self.generic(node) == node.serializedBytes())
    var groups = Fixtures_Proto2_Groups()
    groups.needed.c = 5
    groups.single.inner.flag = true
    #expect(try Self.generic(groups) == groups.serializedBytes())
    #expect(try Self.generic(Fixtures_Kinds_Empty()) == [])
  }

  /// A message without a codec contains messages with one, as a field and as a group. Their codec
  /// encodes them.
  @Test func nestedMessagesUseIt() throws {
    let outer = Outer()
    #expect(
      try Self.generic(outer)
        == [10, UInt8(CodecOnly.bytes.count)] + CodecOnly.bytes + [19] + CodecOnly.bytes + [20])
  }

  @Test func missingFieldsAreRefusedStill() throws {
    #expect(throws: BinaryEncodingError.missingRequiredFields) {
      try Self.generic(Fixtures_Proto2_Required())
    }
  }

  /// JSON, text format and hashing still visit the fields.
  @Test func otherVisitorsSeeFields() throws {
    var message = Fixtures_Kinds_Implicit()
    message.fInt32 = 7
    #expect(try message.jsonString() == #"{"fInt32":7}"#)
    #expect(message.textFormatString() == "f_int32: 7\n")
    #expect(message.hashValue == message.hashValue)
  }

  private static func generic(_ message: some SwiftProtobuf.Message) throws -> [UInt8] {
    try message.serializedBytes()
  }
}

/// A message whose fields cannot be visited.
private struct CodecOnly: WireMessage, _MessageImplementationBase {
  static let protoMessageName = "CodecOnly"
  static let bytes: [UInt8] = [0x08, 0x96, 0x01]

  var unknownFields = UnknownStorage()

  func _measure(in sizes: inout WireSizes) {
    sizes.present(WireInt32.self, 150, tag: 8)
  }

  func _encode(to writer: inout WireWriter) {
    writer.present(WireInt32.self, 150, tag: 8)
  }

  mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {}

  func traverse<V: Visitor>(visitor: inout V) throws {
    if try WireGenerated.encode(self, for: &visitor) { return }
    throw Visited()
  }

  mutating func decodeMessage<D: Decoder>(decoder: inout D) throws {}
}

/// A message without a codec.
private struct Outer: SwiftProtobuf.Message, _MessageImplementationBase {
  static let protoMessageName = "Outer"

  var unknownFields = UnknownStorage()

  func traverse<V: Visitor>(visitor: inout V) throws {
    try visitor.visitSingularMessageField(value: CodecOnly(), fieldNumber: 1)
    try visitor.visitSingularGroupField(value: CodecOnly(), fieldNumber: 2)
  }

  mutating func decodeMessage<D: Decoder>(decoder: inout D) throws {}
}

private struct Visited: Error {}
