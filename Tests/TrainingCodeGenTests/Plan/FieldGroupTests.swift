import Testing

@testable import TrainingCodeGen

@Suite struct FieldGroupTests {
  /// Describes each group by its properties or its range of extension numbers. A `…` marks members
  /// whose switch isn't known to be exhaustive.
  private func summary(_ text: String) throws -> [String] {
    try Protos(["a.proto": "syntax = \"proto2\"; \(text)"]).plan("A").groups.map { group in
      switch group {
      case .field(let field): field.names.property
      case .members(let group):
        "\(group.property)(\(group.members.map(\.names.property).joined(separator: " ")))"
          + (group.isExhaustive ? "" : "…")
      case .extensions(let numbers): "\(numbers.lowerBound)..<\(numbers.upperBound)"
      }
    }
  }

  @Test func fieldsComeInTheOrderOfTheirNumbers() throws {
    #expect(
      try summary("message A { optional int32 b = 2; optional int32 a = 1; }") == ["a", "b"])
  }

  /// One switch writes the members of a oneof that follow each other. A field between them splits
  /// the switch in two.
  @Test func membersThatFollowEachOtherAreOneGroup() throws {
    let text = """
      message A {
        oneof x { int32 a = 1; int32 b = 2; int32 d = 4; }
        optional int32 c = 3;
        oneof y { int32 e = 5; int32 f = 6; }
      }
      """
    #expect(try summary(text) == ["x(a b)…", "c", "x(d)…", "y(e f)"])
  }

  @Test func membersOfDifferentOneofsAreDifferentGroups() throws {
    let text = """
      message A { oneof x { int32 a = 1; int32 c = 3; } oneof y { int32 b = 2; int32 d = 4; } }
      """
    #expect(try summary(text) == ["x(a)…", "y(b)…", "x(c)…", "y(d)…"])
  }

  /// One statement writes all ranges that have no field between them.
  @Test func extensionRangesStandWhereTheirNumbersBelong() throws {
    let text = """
      message A {
        extensions 2 to 3, 5 to 6, 8 to 9, 20 to max;
        oneof x { int32 a = 1; int32 b = 4; }
        optional int32 c = 10;
      }
      """
    #expect(try summary(text) == ["x(a)…", "2..<4", "x(b)…", "5..<10", "c", "20..<536870912"])
  }

  /// The compiler can't prove that a switch over very many cases is exhaustive.
  @Test(arguments: [(SwitchLimit.cases - 1, true), (SwitchLimit.cases, false)])
  func largeOneofsAreNotTakenToBeExhaustive(_ count: Int, _ isExhaustive: Bool) throws {
    let members = (1...count).map { "int32 m\($0) = \($0);" }.joined(separator: " ")
    let plan = try Protos("message A { oneof x { \(members) } }").plan("A")
    guard case .members(let group)? = plan.groups.first else {
      Issue.record("the first group doesn't consist of members of a oneof")
      return
    }
    #expect(plan.groups.count == 1)
    #expect(group.members.count == count)
    #expect(group.isExhaustive == isExhaustive)
  }
}
