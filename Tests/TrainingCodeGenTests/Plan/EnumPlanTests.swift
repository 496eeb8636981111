import Testing

@testable import TrainingCodeGen

@Suite struct EnumPlanTests {
  private func plan(_ text: String, _ parameter: String = "") throws -> EnumPlan {
    try Protos(["a.proto": text], parameter).enumPlan("E")
  }

  @Test func theFormFollowsFromSyntaxAndDeprecation() throws {
    let values = "enum E { A = 0; B = 1 [deprecated = true]; }"
    let attribute = "Deprecation=Attribute"
    #expect(try plan("syntax = \"proto3\"; \(values)").form == .open)
    #expect(try plan("syntax = \"proto2\"; \(values)").form == .closed)
    #expect(
      try plan("syntax = \"proto3\"; \(values)", attribute).form == .openWithDeprecatedCases)
    #expect(
      try plan("syntax = \"proto2\"; \(values)", attribute).form == .closedWithDeprecatedCases)
  }

  /// An alias stands for the first value that has the same number.
  @Test func aliasesAreValuesUnderAnotherName() throws {
    let text = """
      syntax = "proto2"; enum E { option allow_alias = true; E_B = 2; E_A = 1; E_C = 2; }
      """
    let plan = try plan(text)
    #expect(plan.cases.map(\.name) == ["b", "a"])
    #expect(plan.casesByNumber.map(\.number) == [1, 2])
    #expect(plan.defaultCase == ".b")
    guard case .alias(let alias)? = plan.values.last else {
      Issue.record("the last value isn't an alias")
      return
    }
    #expect(alias.name == "c" && alias.value == "b")
  }

  @Test(arguments: [(1, [1]), (500, [500]), (501, [500, 1]), (1001, [500, 500, 1])])
  func switchesOverManyCasesAreParted(_ count: Int, _ parts: [Int]) throws {
    let values = (0..<count).map { "V\($0) = \($0);" }.joined(separator: " ")
    let plan = try plan("syntax = \"proto3\"; enum E { \(values) }")
    #expect(plan.switches.map(\.count) == parts)
    #expect(plan.switches.flatMap { $0 } == plan.casesByNumber)
  }
}
