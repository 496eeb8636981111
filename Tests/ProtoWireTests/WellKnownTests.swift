import Fixture_wellknown
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

/// Compares ProtoWire's codecs for SwiftProtobuf's well-known types with SwiftProtobuf's own codec.
@Suite struct WellKnownTests {
  @Test func encodesAsSwiftProtobufDoes() throws {
    try agree(Google_Protobuf_Timestamp(seconds: -62_135_596_800, nanos: 999_999_999))
    try agree(Google_Protobuf_Timestamp())
    try agree(Google_Protobuf_Duration(seconds: 1, nanos: -1))
    try agree(Google_Protobuf_DoubleValue(-0.0))
    try agree(Google_Protobuf_FloatValue(.infinity))
    try agree(Google_Protobuf_Int64Value(.min))
    try agree(Google_Protobuf_UInt64Value(.max))
    try agree(Google_Protobuf_Int32Value(-1))
    try agree(Google_Protobuf_UInt32Value(300))
    try agree(Google_Protobuf_BoolValue(true))
    try agree(Google_Protobuf_StringValue("Grüße an alle Welt"))
    try agree(Google_Protobuf_BytesValue(Data(repeating: 7, count: 300)))
    try agree(Google_Protobuf_FieldMask.with { $0.paths = ["a.b", "c"] })
    try agree(Google_Protobuf_Empty())
    try agree(json)
    try agree(Google_Protobuf_ListValue(values: [1, "a", nil, true, .init(structValue: json)]))
    try agree(Google_Protobuf_Value())
    try agree(Google_Protobuf_Value.with { $0.nullValue = .UNRECOGNIZED(7) })
  }

  @Test func keepsUnknownFields() throws {
    // Field 100, and field 1 with a wire type that none of the messages uses.
    let unknown: [UInt8] = [0xA2, 0x06, 0x01, 0x61, 0x0D, 1, 2, 3, 4]
    func keeps<M: WireMessage & Equatable>(_ type: M.Type) throws {
      let message = try M(serializedBytes: unknown)
      #expect(message.unknownFields.data == Data(unknown))
      try agree(message)
    }
    try keeps(Google_Protobuf_Timestamp.self)
    try keeps(Google_Protobuf_StringValue.self)
    try keeps(Google_Protobuf_FieldMask.self)
    try keeps(Google_Protobuf_Empty.self)
    try keeps(Google_Protobuf_Struct.self)
    try keeps(Google_Protobuf_ListValue.self)
    try keeps(Google_Protobuf_Value.self)
    try keeps(Google_Protobuf_Any.self)
  }

  @Test func mergesObjectsAndLists() throws {
    var value = Google_Protobuf_Value(structValue: json)
    let more = Google_Protobuf_Value.with { $0.structValue.fields["more"] = 1 }
    try value.merge(serializedBytes: more.serializedBytes() as [UInt8])
    #expect(value.structValue.fields.count == json.fields.count + 1)
    let list = Google_Protobuf_Value.with { $0.listValue.values = [1] }
    for _ in 0..<2 { try value.merge(serializedBytes: list.serializedBytes() as [UInt8]) }
    #expect(value.listValue.values == [1, 1])
  }

  @Test func limitsDepth() throws {
    var value = Google_Protobuf_Value(numberValue: 1)
    for _ in 0..<60 { value = .with { $0.listValue.values = [value] } }
    let bytes: [UInt8] = try value.serializedBytes()
    #expect(throws: BinaryDecodingError.messageDepthLimit) {
      try Google_Protobuf_Value(serializedBytes: bytes)
    }
    #expect(throws: BinaryDecodingError.messageDepthLimit) {
      try Self.decoded(Google_Protobuf_Value.self, bytes)
    }
  }

  @Test func encodesAnyInEachState() throws {
    let packed = try Google_Protobuf_Any(message: Google_Protobuf_Duration(seconds: 3))
    try agree(packed)
    try agree(Google_Protobuf_Any(message: Google_Protobuf_Empty()))
    let bytes: [UInt8] = try packed.serializedBytes()
    let binary = try Google_Protobuf_Any(serializedBytes: bytes)
    #expect(try Google_Protobuf_Duration(unpackingAny: binary).seconds == 3)
    try agree(binary)
    try agree(
      Google_Protobuf_Any(
        jsonString: #"{"@type": "type.googleapis.com/google.protobuf.Duration", "value": "3s"}"#))
  }

  @Test func refusesAnyOfUnknownJSON() throws {
    let any = try Google_Protobuf_Any(jsonString: #"{"@type": "example.com/no.Such", "a": 1}"#)
    let known = Fixtures_Wellknown_Known.with { $0.any = any }
    #expect(throws: BinaryEncodingError.anyTranscodeFailure) {
      try any.serializedBytes() as [UInt8]
    }
    #expect(throws: BinaryEncodingError.anyTranscodeFailure) {
      try known.serializedBytes() as [UInt8]
    }
  }

  private var json: Google_Protobuf_Struct {
    [
      "null": nil, "number": 1.5, "text": "a string of more than fifteen bytes", "yes": true,
      "list": .with { $0.listValue.values = [1, .with { $0.listValue.values = [2] }] },
      "object": .with { $0.structValue.fields[""] = .with { $0.structValue = .init() } },
    ]
  }

  /// Expects both codecs to write the same bytes, and to read the same message from them.
  private func agree<M: WireMessage & Equatable>(
    _ message: M, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    let ours: [UInt8] = try message.serializedBytes(options: options)
    let theirs = try Self.encoded(message, options)
    #expect(ours == theirs, sourceLocation: sourceLocation)
    let read = try M(serializedBytes: ours)
    #expect(try read == Self.decoded(M.self, ours), sourceLocation: sourceLocation)
  }

  // In generic code over `SwiftProtobuf.Message`, these calls use SwiftProtobuf's codec.

  private static func encoded(
    _ message: some SwiftProtobuf.Message, _ options: BinaryEncodingOptions
  ) throws -> [UInt8] {
    try message.serializedBytes(options: options)
  }

  private static func decoded<M: SwiftProtobuf.Message>(
    _ type: M.Type, _ bytes: [UInt8]
  ) throws -> M {
    try M(serializedBytes: bytes)
  }
}
