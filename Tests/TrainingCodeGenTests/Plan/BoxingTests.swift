import SwiftProtobufPluginLibrary
import Testing
import TrainingSchema

@testable import TrainingCodeGen

@Suite struct BoxingTests {
  /// The names of the boxed fields of a message.
  private func boxed(_ body: String, _ message: String) throws -> [String] {
    let protos = try Protos(body)
    let boxing = Boxing(extensionsIn: protos.schema.files)
    return try protos.message(message).fields.filter(boxing.isBoxed).map(\.name)
  }

  @Test func aMessageInItselfIsBoxed() throws {
    #expect(try boxed("message A { A next = 1; int32 value = 2; }", "A") == ["next"])
  }

  @Test func aMessageInItselfByWayOfAnotherIsBoxed() throws {
    let body = "message A { B b = 1; } message B { C c = 1; } message C { A a = 1; }"
    #expect(try boxed(body, "A") == ["b"])
    #expect(try boxed(body, "C") == ["a"])
  }

  @Test func anArrayOrMapEndsARecursion() throws {
    let body = """
      message A { repeated A list = 1; map<string, A> map = 2; B b = 3; }
      message B { repeated A list = 1; }
      """
    #expect(try boxed(body, "A") == [])
  }

  @Test func aMemberOfAOneofIsBoxedLikeAField() throws {
    let body = """
      message Large { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 4; }
      message A { oneof way { Large large = 1; int32 n = 2; } }
      """
    #expect(try boxed(body, "A") == ["large"])
  }

  /// A message takes 16 bytes for unknown fields and 16 bytes for each scalar, so three scalars fit
  /// into the 64 bytes that are kept inline.
  @Test func onlyLargeMessagesAreBoxed() throws {
    let body = """
      message Small { int32 a = 1; int32 b = 2; int32 c = 3; }
      message Large { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 4; }
      message A { Small small = 1; Large large = 2; }
      """
    #expect(try boxed(body, "A") == ["large"])
  }

  /// A oneof takes the space of its largest member, however many it has.
  @Test func aOneofIsAsLargeAsItsLargestMember() throws {
    let body = """
      message Value { oneof value { string a = 1; int64 b = 2; bool c = 3; double d = 4; } }
      message Large { string x = 1; string y = 2; oneof value { string a = 3; bool b = 4; } }
      message A { Value value = 1; Large large = 2; }
      """
    #expect(try boxed(body, "A") == ["large"])
  }

  /// A box takes the space of a pointer, however large its content is.
  @Test func aBoxIsSmall() throws {
    let body = """
      message Large { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 4; }
      message Holder { Large a = 1; Large b = 2; Large c = 3; }
      message A { Holder holder = 1; }
      """
    #expect(try boxed(body, "A") == [])
  }

  /// The order in which fields are checked doesn't affect the answers.
  @Test func answersDoNotDependOnTheirOrder() throws {
    let body = """
      message A { B b = 1; D d = 2; }
      message B { C c = 1; }
      message C { B b = 1; D d = 2; }
      message D { int64 a = 1; int64 b = 2; int64 c = 3; int64 d = 4; }
      """
    let protos = try Protos(body)
    let fields = try ["A", "B", "C", "D"].flatMap { try protos.message($0).fields }
    func boxing() -> Boxing { Boxing(extensionsIn: protos.schema.files) }
    let alone = fields.map { boxing().isBoxed($0) }
    let forward = boxing()
    let backward = boxing()
    #expect(fields.map(forward.isBoxed) == alone)
    #expect(fields.reversed().map(backward.isBoxed) == alone.reversed())
    #expect(alone.contains(true) && alone.contains(false))
  }

  /// The names of the messages that keep their fields in a box.
  private func withBox(_ body: String, _ messages: [String]) throws -> [String] {
    try withBox(in: Protos(body), messages)
  }

  private func withBox(in protos: Protos, _ messages: [String]) throws -> [String] {
    let boxing = Boxing(extensionsIn: protos.schema.files)
    return try messages.filter { boxing.keepsFieldsInBox(try protos.message($0)) }
  }

  /// A message that can contain itself keeps its fields in a box if they take more than 48 bytes, or
  /// more than 64 if it is only in arrays and maps.
  @Test func largeRecursionsHaveABox() throws {
    let scalars = "string a = 1; string b = 2; string c = 3; string d = 4; string e = 6;"
    let body = """
      message Flat { \(scalars) }
      message Direct { \(scalars) Direct next = 5; }
      message List { \(scalars) repeated List list = 5; }
      message Map { \(scalars) map<string, Map> map = 5; }
      message First { \(scalars) Second second = 5; }
      message Second { repeated First firsts = 1; }
      message Small { string a = 1; int32 b = 2; Small next = 3; }
      message Larger { string a = 1; string b = 2; Larger next = 3; }
      message SmallList { string a = 1; string b = 2; repeated SmallList list = 3; }
      """
    let messages = [
      "Flat", "Direct", "List", "Map", "First", "Second", "Small", "Larger", "SmallList",
    ]
    #expect(try withBox(body, messages) == ["Direct", "List", "Map", "First", "Larger"])
  }

  /// A small message keeps its fields in a box if a oneof can contain the message itself other than in
  /// an array.
  @Test func directRecursionsWithAOneofHaveABox() throws {
    let body = """
      message Expression { oneof kind { Expression not = 1; bool constant = 2; } }
      message Value { oneof kind { List list = 1; bool flag = 2; } }
      message List { repeated Value values = 1; }
      """
    #expect(try withBox(body, ["Expression", "Value", "List"]) == ["Expression"])
  }

  /// Fields of a message that keeps its fields in a box don't need one of their own to end a
  /// recursion.
  @Test func aRecursionIsBoxedOnce() throws {
    let body = """
      message A { string a = 1; string b = 2; string c = 3; A next = 4; B other = 5; }
      message B { A back = 1; }
      """
    #expect(try boxed(body, "A") == [])
    #expect(try boxed(body, "B") == [])
  }

  /// Extensions lead from a message back to itself, from other files and inside other messages, too.
  @Test func recursionsByWayOfAnExtensionHaveABox() throws {
    let fields = (1...5).map { "optional string s\($0) = \($0);" }.joined(separator: " ")
    let texts = [
      "a.proto": """
      syntax = "proto2";
      message Open { extensions 100 to 200; }
      message First { \(fields) optional Open open = 9; }
      message Second { \(fields) optional Middle middle = 9; }
      message Middle { repeated Open opens = 1; }
      message Outside { \(fields) optional Open open = 9; }
      message Small { optional Open open = 1; }
      """,
      "b.proto": """
      syntax = "proto2";
      import "a.proto";
      extend Open { optional First first = 100; repeated Small small = 101; }
      message Scope { extend Open { optional group Inner = 102 { optional Second second = 1; } } }
      """,
    ]
    let found = try withBox(
      in: Protos(texts), ["First", "Second", "Middle", "Outside", "Small"])
    #expect(found == ["First", "Second"])
  }
}
