import SwiftProtobufPluginLibrary
import Testing

@testable import TrainingCodeGen

@Suite struct BoxingTests {
  /// The names of the boxed fields of a message.
  private func boxed(_ body: String, _ message: String) throws -> [String] {
    let protos = try Protos(body)
    let boxing = Boxing()
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
    #expect(try boxed("message A { oneof way { A a = 1; int32 n = 2; } }", "A") == ["a"])
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
    let alone = fields.map { Boxing().isBoxed($0) }
    let forward = Boxing()
    let backward = Boxing()
    #expect(fields.map(forward.isBoxed) == alone)
    #expect(fields.reversed().map(backward.isBoxed) == alone.reversed())
    #expect(alone.contains(true) && alone.contains(false))
  }
}
