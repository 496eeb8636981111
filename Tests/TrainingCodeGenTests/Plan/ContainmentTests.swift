import Testing

@testable import TrainingCodeGen

@Suite struct ContainmentTests {
  private static let text = """
    syntax = "proto2";
    message Chain0 { repeated Chain1 next = 1; }
    message Chain1 { map<string, Chain2> next = 1; }
    message Chain2 { required int32 value = 1; }
    message Ring0 { optional Ring1 next = 1; }
    message Ring1 { optional Ring0 next = 1; optional Chain2 way = 2; }
    message Free0 { optional Free1 next = 1; }
    message Free1 { optional Free0 next = 1; repeated Free0 more = 2; }
    message Open { extensions 10 to 20; }
    message User { optional Open open = 1; }
    """

  @Test(arguments: [
    ["Chain0", "Chain1", "Ring0", "Free0", "User"], ["User", "Free0", "Ring0", "Chain1", "Chain0"],
  ])
  func requiredFieldsAreFoundThroughOthers(_ order: [String]) throws {
    let protos = try Protos(["a.proto": Self.text])
    let fields = Containment.requiredFields
    let found = try order.filter { fields.isFound(in: try protos.message($0)) }
    #expect(Set(found) == ["Chain0", "Chain1", "Ring0", "User"])
  }

  /// Encoding a message as a whole takes several times as long for each level of extensions.
  @Test func messagesWithExtensionFieldsInsideAreNotEncodedWhole() throws {
    let text = """
      syntax = "proto2";
      message Open { optional Leaf leaf = 1; extensions 10 to 20; }
      message Outer { map<string, Middle> map = 1; }
      message Middle { repeated Open opens = 1; }
      message Closed { optional Leaf leaf = 1; }
      message Leaf { optional int32 value = 1; }
      extend Open { optional Outer outer = 10; }
      """
    let protos = try Protos(["a.proto": text])
    let whole = try ["Open", "Outer", "Middle", "Closed"].filter {
      try protos.plan($0).isEncodedWhole
    }
    #expect(whole == ["Closed"])
  }

  /// The cheapest check comes first.
  @Test func checksAreOrderedByTheirCost() throws {
    let text = """
      syntax = "proto2";
      message Part { required int32 value = 1; }
      message A {
        optional Part one = 1;
        repeated Part many = 2;
        oneof way { Part chosen = 3; int32 other = 4; }
        required int32 number = 5;
        extensions 10 to 20;
      }
      """
    let plan = try Protos(["a.proto": text]).plan("A")
    let checks = try #require(plan.initializedChecks)
    let members = try #require(plan.fields.first { $0.names.property == "chosen" })
    #expect(
      checks == [
        .extensions, .presence(property: "_number"), .value(property: "_one", isBoxed: false),
        .values(property: "many"),
        .member(MemberGroup(property: "way", members: [members], isExhaustive: false)),
      ])
  }

  @Test func messagesThatCannotLackAnythingAreNotAsked() throws {
    #expect(try Protos(["a.proto": Self.text]).plan("Free0").initializedChecks == nil)
  }
}
