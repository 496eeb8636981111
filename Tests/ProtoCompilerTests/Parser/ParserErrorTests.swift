import Testing

@testable import ProtoCompiler

/// Errors of syntax, with the places that protoc 36.2 gives.
@Suite struct ParserErrorTests {
  private func problems(_ text: String) -> [String] {
    Parser.parse(SourceText(name: "a.proto", bytes: Array(text.utf8))).diagnostics
      .map { "\($0.position?.description ?? "-") \($0.ruleID)" }
  }

  /// A string in an option can have any byte, as the option may have the type bytes.
  @Test func stringsHaveAnyByte() {
    let text = Array("option (a) = { b: \"".utf8) + [0xae] + Array("\" };".utf8)
    #expect(Parser.parse(SourceText(name: "a.proto", bytes: text)).diagnostics.isEmpty)
  }

  /// Strings of Swift can't hold such bytes, and other bytes in their place would be wrong.
  @Test func defaultsAreInUTF8() {
    func messages(_ value: [UInt8]) -> [String] {
      let text =
        Array("syntax = \"proto2\"; message A { optional string a = 1 [default = ".utf8) + value
        + Array("]; }".utf8)
      return Parser.parse(SourceText(name: "a.proto", bytes: text)).diagnostics
        .map { "\($0.position.map { "\($0)" } ?? "-") \($0.message.prefix(24))" }
    }
    #expect(messages([0x22, 0xae, 0x22]) == ["1:65 The text isn't UTF-8: wr"])
    #expect(messages(Array("\"\\xae\"".utf8)) == ["1:65 With its escapes the str"])
  }

  @Test(arguments: [
    ("message {}", ["1:9 syntax"]),
    ("message A {", ["1:12 missing-brace"]),
    ("message A { oneof b { string c = 1;", ["1:36 missing-brace"]),
    ("foo;", ["1:1 syntax"]),
    ("}", ["1:1 syntax", "1:1 syntax"]),
    ("import x;", ["1:8 syntax"]),
    ("import \"a\"", ["1:11 syntax"]),
    ("import option \"a\";", ["1:8 import-option"]),
    ("package a; package b;", ["1:12 duplicate-package"]),
    ("message A { int32 a = 1 }", ["1:25 syntax"]),
    ("message A { int32 = 1; }", ["1:19 syntax"]),
    ("message A { int32 a; }", ["1:20 syntax"]),
    ("message A { int32 a = 1 [json_name = \"\\xff\"]; }", ["1:38 encoding"]),
    ("message A { string a = 1 [default = \"\\377\" ]; }", ["1:37 encoding"]),
    ("message A { reserved \"\\ud800\"; }", ["1:22 encoding", "1:22 reserved-name"]),
    ("message A { int32 a = b; }", ["1:23 syntax"]),
    ("message A { int32 a = 2147483648; }", ["1:23 number-range"]),
    ("message A { int32 a = 1 [default = 2147483648]; }", ["1:36 number-range"]),
    ("message A { uint32 a = 1 [default = -1]; }", ["1:38 default"]),
    ("message A { bool a = 1 [default = yes]; }", ["1:35 syntax"]),
    ("message A { int32 a = 1 [default = 1, default = 2]; }", ["1:39 duplicate-option"]),
    ("message A { optional map<int32, int32> a = 1; }", ["1:25 map"]),
    ("message A { oneof b { map<int32, int32> a = 1; } }", ["1:26 map"]),
    ("message A { oneof b { optional int32 a = 1; } }", ["1:23 oneof-label"]),
    ("message A { option map_entry = true; }", ["1:20 map-entry"]),
    ("message A { extensions 2147483647; }", ["1:34 number-range"]),
    ("message A { reserved a; }", ["1:22 reserved-name"]),
    ("enum A { A = 0; B = 2147483648; }", ["1:21 number-range"]),
    ("enum A { option allow_alias = false; A = 0; }", ["1:46 enum-alias"]),
    ("enum A { option allow_alias = true; A = 0; }", ["1:45 enum-alias"]),
    ("service A { rpc B (C); }", ["1:22 syntax"]),
    ("service A { rpc B (int32) returns (C); }", ["1:20 scalar"]),
    ("option a = -b;", ["1:14 option-value"]),
    ("option a = -'b';", ["1:13 option-value"]),
    ("option a = {", ["1:13 missing-brace"]),
    ("option (a = 1;", ["1:11 syntax"]),
    ("extend A {}", ["1:11 syntax"]),
  ])
  func placesAreProtocs(_ text: String, places: [String]) {
    // The language is named on a line of its own, and the places are counted from the next.
    let found = problems("syntax = \"proto3\";\n" + text)
    #expect(found == places.map { "2" + $0.dropFirst() })
  }

  @Test(arguments: [
    ("syntax = \"proto4\";", ["1:10 syntax-name"]),
    ("edition = \"2022\";", ["1:11 edition"]),
    ("syntax \"proto3\";", ["1:8 syntax"]),
    ("message A { int32 a = 1; }", ["1:13 missing-label"]),
    ("message A { optional group b = 1 {} }", ["1:28 group-name"]),
    ("message A { optional group B = 1; }", ["1:33 syntax"]),
    ("edition = \"2023\"; message A { optional int32 a = 1; }", ["1:31 edition-label"]),
    ("edition = \"2023\"; message A { required int32 a = 1; }", ["1:31 edition-label"]),
    ("edition = \"2023\"; message A { reserved \"a\"; }", ["1:40 reserved-name"]),
    ("edition = \"2023\"; export message A {}", ["1:19 syntax"]),
    ("edition = \"2024\"; export service A {}", ["1:26 visibility"]),
    ("edition = \"2024\"; import weak \"a\";", ["1:26 import-weak"]),
    ("edition = \"2024\"; import option \"a\"; import \"b\";", ["1:45 import-order"]),
  ])
  func dialectsHaveTheirOwnErrors(_ text: String, places: [String]) {
    #expect(problems(text) == places)
  }

  @Test func readingGoesOnBehindAnError() {
    let text = """
      syntax = "proto3";
      message A {
        int32 a 1;
        int32 b = 2;
        message B { foo }
        int32 c = ;
      }
      enum { X = 0; }
      service S { rpc; }
      """
    #expect(
      problems(text) == [
        "3:11 syntax", "5:19 syntax", "6:13 syntax", "8:6 syntax", "9:16 syntax",
      ])
  }

  @Test func blocksThatAreNotClosedShowWhereTheyBegin() {
    let text = "syntax = \"proto3\";\nmessage A {\n  message B {\n"
    let diagnostics = Parser.parse(SourceText(name: "a.proto", bytes: Array(text.utf8))).diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.notes.first?.position == SourcePosition(line: 2, column: 2))
  }

  @Test func theNumberOfErrorsIsLimited() {
    let found = problems("syntax = \"proto3\";" + String(repeating: "}", count: 5000))
    #expect(found.count == 1001)
    #expect(found.last?.hasSuffix("too-many-errors") == true)
  }

  @Test func warningsDoNotHideErrors() {
    let names = Array(repeating: "\"a b\"", count: 2000).joined(separator: ",")
    let found = problems("syntax = \"proto2\"; message A { reserved \(names); } }")
    #expect(found.count == 1002)
    #expect(found.last?.hasSuffix(" syntax") == true)
  }

  @Test func manyOptionsForManyRangesAreRefused() {
    func text(_ count: Int) -> String {
      let ranges = (1...count).map { String(2 * $0) }.joined(separator: ",")
      let options = (1...count).map { "a = \($0)" }.joined(separator: ",")
      return "syntax = \"proto2\"; message A { extensions \(ranges) [\(options)]; }"
    }
    #expect(problems(text(100)).isEmpty)
    #expect(problems(text(2000)) == ["1:32 extension-range"])
  }

  @Test func messagesAreNestedToADepthOf31() {
    func nested(_ depth: Int, _ opening: String) -> String {
      "syntax = \"proto2\"; " + String(repeating: opening, count: depth)
        + String(repeating: "}", count: depth)
    }
    #expect(problems(nested(31, "message A {")).isEmpty)
    #expect(problems(nested(32, "message A {")) == ["1:361 nesting"])
    // One token after the other, however deep.
    #expect(problems(nested(100_000, "message A {")).contains("1:361 nesting"))
    let group = nested(100_000, "message A { optional group A = 1 {")
    #expect(problems(group).contains { $0.hasSuffix("nesting") })
  }
}
