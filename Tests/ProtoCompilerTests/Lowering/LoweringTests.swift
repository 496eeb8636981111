import SwiftProtobuf
import Testing

@testable import ProtoCompiler

@Suite struct LoweringTests {
  private func lowered(_ text: String) -> Google_Protobuf_FileDescriptorProto {
    Parser.parse(SourceText(name: "a.proto", bytes: Array(text.utf8))).descriptor
  }

  private func field(_ text: String) -> Google_Protobuf_FieldDescriptorProto? {
    lowered("syntax = \"proto2\"; message A { optional \(text); }").messageType.first?.field.first
  }

  @Test(arguments: [
    ("int32 a = 1 [default = -0x10]", "-16"), ("int64 a = 1 [default = 017]", "15"),
    ("uint64 a = 1 [default = 18446744073709551615]", "18446744073709551615"),
    ("double a = 1 [default = 1e400]", "inf"), ("double a = 1 [default = -nan]", "-nan"),
    ("double a = 1 [default = 0.1]", "0.1"), ("double a = 1 [default = -0]", "-0"),
    ("double a = 1 [default = 123456789012345678901234]", "1.2345678901234569e+23"),
    ("string a = 1 [default = 'a' \"b\\x63\\144\\u00e4\\U0001F600\"]", "abcdä😀"),
    ("string a = 1 [default = '\\ud83d\\ude00']", "😀"),
    ("bytes a = 1 [default = '\\0\\xff\\n\"']", "\\000\\377\\n\\\""),
    ("bool a = 1 [default = true]", "true"), ("E a = 1 [default = X]", "X"),
  ])
  func defaultsAreSpelledAsDescriptorsDo(_ text: String, value: String) {
    #expect(field(text)?.defaultValue == value)
  }

  @Test func namesMayHaveBlanksBetweenTheirParts() {
    #expect(field(". a /* x */ .\n b c = 1")?.typeName == ".a.b")
    #expect(field(".a.b c = 1")?.typeName == ".a.b")
  }

  @Test func aMapHasAMessageForItsEntries() throws {
    let message = try #require(
      lowered("syntax = \"proto3\"; message A { map<string, B> foo_bar2x = 1; }").messageType.first)
    #expect(message.field.first?.typeName == "FooBar2xEntry")
    #expect(message.nestedType.first?.name == "FooBar2xEntry")
    #expect(message.nestedType.first?.field.map(\.name) == ["key", "value"])
    #expect(message.nestedType.first?.options.mapEntry == true)
  }

  @Test func aTypeMayHaveTheNameMap() {
    #expect(field("map a = 1")?.typeName == "map")
  }

  @Test func optionalInProto3HasAOneof() throws {
    let text = """
      syntax = "proto3";
      message A { optional int32 a = 1; oneof _a { int32 _b = 2; } optional int32 b = 3; }
      """
    let message = try #require(lowered(text).messageType.first)
    #expect(message.oneofDecl.map(\.name) == ["_a", "X_a", "X_b"])
    #expect(message.field.map(\.oneofIndex) == [1, 0, 2])
  }

  @Test func rangesEndWhereNumbersEnd() throws {
    func ends(_ option: String) -> [Int32]? {
      lowered("syntax = \"proto2\"; message A { \(option) extensions 4 to max, 2; }")
        .messageType.first?.extensionRange.map(\.end)
    }
    #expect(ends("") == [536_870_912, 3])
    #expect(ends("option message_set_wire_format = true;") == [Int32.max, 3])
  }

  @Test func anAggregateKeepsItsLayoutWithoutComments() throws {
    let text = """
      syntax = "proto3";
      option (a) = {
        b: 1 /* x */ c: 2 // y
        d { }  // z
      };
      """
    let option = try #require(lowered(text).options.uninterpretedOption.first)
    #expect(option.aggregateValue == "\n  b: 1         c: 2 \n  d { }  ")
  }
}
