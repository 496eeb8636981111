import Fixture_plain
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

/// Tests that all methods that encode or decode a message of a concrete type use ProtoWire's codec.
@Suite struct DispatchTests {
  @Test func encoding() throws {
    let probe = Probe()
    #expect(try probe.serializedBytes() == [UInt8]())
    #expect(try probe.serializedBytes(partial: true, options: .init()) == Data())
    #expect(try probe.serializedData() == Data())
    #expect(try probe.serializedData(partial: true) == Data())
    #expect(try probe.serializedData(options: .init()) == Data())
  }

  @Test func decoding() throws {
    #expect(try Probe(serializedBytes: [8, 1] as [UInt8]).decodings == 1)
    #expect(try Probe(serializedBytes: Data([8, 1]), partial: true).decodings == 1)
    #expect(try Probe(serializedData: Data([8, 1])).decodings == 1)
    #expect(try Probe(serializedData: Data([8, 1]), options: .init()).decodings == 1)
  }

  /// A message that is generated with `BinaryCodec=false` uses SwiftProtobuf's codec.
  @Test func messagesCanBeWithoutACodec() throws {
    #expect(!(Fixtures_Plain_Node.self is any WireMessage.Type))
    var node = Fixtures_Plain_Node()
    node.next.name = "inner"
    node.children["a"] = Fixtures_Plain_Node()
    node.chosen.count = 5
    let bytes: [UInt8] = try node.serializedBytes()
    #expect(try Fixtures_Plain_Node(serializedBytes: bytes) == node)
  }

  @Test func merging() throws {
    var probe = Probe()
    try probe.merge(serializedBytes: [8, 1] as [UInt8])
    try probe.merge(serializedBytes: Data([8, 1]), partial: true)
    try probe.merge(serializedData: Data([8, 1]))
    #expect(probe.decodings == 3)
  }
}

/// A message that only ProtoWire can encode and decode. The methods that SwiftProtobuf calls throw
/// an error.
private struct Probe: WireMessage, _MessageImplementationBase {
  static let protoMessageName = "Probe"

  var unknownFields = UnknownStorage()
  var decodings = 0

  func _measure(in sizes: inout WireSizes) {}
  func _encode(to writer: inout WireWriter) {}
  mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) { decodings += 1 }

  func traverse<V: Visitor>(visitor: inout V) throws { throw NotProtoWire() }
  mutating func decodeMessage<D: Decoder>(decoder: inout D) throws { throw NotProtoWire() }
}

private struct NotProtoWire: Error {}
