import Testing

@testable import TrainingCodeGen

/// The plans of fields of different shapes and kinds.
@Suite struct FieldPlanTests {
  private static let text = """
    syntax = "proto2";
    message Part { optional int32 value = 1; }
    enum Closed { NONE = 0; }
    message Large { optional string a = 1; optional string b = 2; optional string c = 3; optional string d = 4; }
    message A {
      optional sint32 number = 1;
      repeated double numbers = 2;
      repeated double packed_numbers = 3 [packed = true];
      map<string, Part> parts = 4;
      optional Part part = 5;
      optional Large large = 6;
      optional Closed closed = 7;
      repeated Closed several_closed = 8;
      map<int32, Closed> named_closed = 9;
      oneof way { string text = 10; Closed chosen_closed = 11; }
      repeated group Lines = 12 {}
    }
    """

  private func field(_ name: String) throws -> FieldPlan {
    let plan = try Protos(["a.proto": Self.text]).plan("A")
    return try #require(plan.fields.first { $0.names.property == name })
  }

  private func write(
    _ verb: String, _ codecs: [String], _ tag: UInt32, label: String? = nil
  ) -> CodecCall {
    CodecCall(verb: verb, codecs: codecs.map { "ProtoWire.Wire\($0)" }, label: label, tag: tag)
  }

  private func read(
    _ verb: String, _ codecs: [String], _ tag: UInt32, _ result: ReadCall.Result,
    takesTag: Bool = false, takesUnknownFields: Bool = false
  ) -> ReadCall {
    ReadCall(
      tag: tag, verb: verb, codecs: codecs.map { "ProtoWire.Wire\($0)" }, result: result,
      takesTag: takesTag, takesUnknownFields: takesUnknownFields)
  }

  @Test func optionalScalar() throws {
    let field = try field("number")
    #expect(field.writing == write("explicit", ["SInt32"], 8))
    #expect(field.reading == [read("value", ["SInt32"], 8, .assigned)])
    #expect(field.property == .optional && field.storage == .optional)
    #expect(field.visiting.condition == .isPresent)
    #expect(field.storedName == "_number")
  }

  /// The plan reads both packed and unpacked elements, no matter which of the two it writes.
  @Test func repeatedScalar() throws {
    let field = try field("numbers")
    let reading = [
      read("repeated", ["Double"], 17, .changed), read("packed", ["Double"], 18, .changed),
    ]
    #expect(field.writing == write("repeated", ["Double"], 17))
    #expect(field.reading == reading)
    #expect(field.visiting.visit == "visitRepeatedDoubleField")
    #expect(field.type == "[Double]" && field.defaultValue == "[]")
  }

  @Test func packedScalar() throws {
    let field = try field("packedNumbers")
    #expect(field.writing == write("packed", ["Double"], 26))
    #expect(field.reading.map(\.tag) == [25, 26])
    #expect(field.visiting.visit == "visitPackedDoubleField")
    #expect(field.visiting.decode == "decodeRepeatedDoubleField")
  }

  @Test func map() throws {
    let field = try field("parts")
    let codecs = ["String", "Submessage<Part>"]
    #expect(field.writing == write("map", codecs, 34))
    #expect(field.reading == [read("map", codecs, 34, .changed)])
    #expect(
      field.visiting.mapType
        == "SwiftProtobuf._ProtobufMessageMap<SwiftProtobuf.ProtobufString, Part>")
    #expect(field.type == "[String: Part]" && field.defaultValue == "[:]")
  }

  @Test func messages() throws {
    let part = try field("part")
    #expect(part.writing == write("explicit", ["Submessage<Part>"], 42))
    #expect(part.reading == [read("merge", ["Submessage<Part>"], 42, .changed)])
    let large = try field("large")
    #expect(large.writing == write("explicit", ["Submessage<Large>"], 50, label: "boxed"))
    #expect(large.isBoxed && !part.isBoxed)
  }

  /// Numbers without a name in a closed enum become unknown fields.
  @Test func closedEnums() throws {
    let codec = "Enum<Closed>"
    #expect(
      try field("closed").reading
        == [read("known", [codec], 56, .assignedIfKnown, takesUnknownFields: true)])
    #expect(
      try field("severalClosed").reading == [
        read("repeated", [codec], 64, .changed, takesUnknownFields: true),
        read("packed", [codec], 66, .changed, takesTag: true, takesUnknownFields: true),
      ])
    #expect(
      try field("namedClosed").reading
        == [read("map", ["Int32", codec], 74, .changed, takesUnknownFields: true)])
    #expect(
      try field("chosenClosed").reading
        == [read("known", [codec], 88, .assignedIfKnown, takesUnknownFields: true)])
  }

  @Test func memberOfAOneof() throws {
    let field = try field("text")
    #expect(field.writing == write("present", ["String"], 82))
    #expect(field.member?.property == "way" && field.member?.caseName == ".text")
    #expect(field.property == .member && field.storage == nil)
    #expect(field.visiting.condition == .isChosen)
  }

  /// The plan contains the tag that begins the group.
  @Test func groups() throws {
    let field = try field("lines")
    #expect(field.writing.tag == 99)
    #expect(field.reading.map(\.tag) == [99])
  }

  /// -0.0 equals the default value but isn't the default, so a floating-point field counts as set
  /// if any of its bits is 1.
  @Test func fieldsWithoutPresenceAreWrittenWhenSet() throws {
    let plan = try Protos(
      "message A { double d = 1; float f = 2; string s = 3; bytes b = 4; int32 i = 5; bool t = 6; }"
    ).plan("A")
    #expect(
      plan.fields.map(\.visiting.condition) == [
        .isSet(.hasBits), .isSet(.hasBits), .isSet(.isNotEmpty), .isSet(.isNotEmpty),
        .isSet(.differs), .isSet(.differs),
      ])
  }
}
