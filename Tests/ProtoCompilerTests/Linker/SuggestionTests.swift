import Testing

@testable import ProtoCompiler

@Suite struct SuggestionTests {
  @Test(
    arguments: [
      ("Bug", "Bag"), ("deprecatd", "deprecated"), ("sttInput", "SttInput"), ("x", nil),
      ("Completely", nil),
    ] as [(String, String?)])
  func isTheNearestName(_ name: String, _ expected: String?) {
    let names = ["Bag", "deprecated", "SttInput", "Other"]
    #expect(Suggestion.nearest(to: name, in: names) == expected)
  }
}
