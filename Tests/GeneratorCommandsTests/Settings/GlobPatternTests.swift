import Testing

@testable import GeneratorCommands

@Suite struct GlobPatternTests {
  @Test(arguments: [
    ("*.proto", "a.proto", true), ("*.proto", "x/a.proto", false), ("**", "x/y/a.proto", true),
    ("**/*.proto", "a.proto", true), ("**/*.proto", "x/y/a.proto", true),
    ("x/**", "x/y/a.proto", true), ("x/**", "y/a.proto", false),
    ("x/**/a.proto", "x/a.proto", true),
    ("a?c.proto", "abc.proto", true), ("a?c.proto", "ac.proto", false),
    ("*a*b*.proto", "xaybz.proto", true), ("*a*b*.proto", "xbya.proto", false),
    ("x/*", "x/y/a.proto", false), ("", "a.proto", false),
  ])
  func pathsMatch(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(GlobPattern(pattern).matches(path) == matches)
  }

  /// Patterns of many stars don't take forever.
  @Test func manyStarsAreFast() {
    let pattern = GlobPattern(String(repeating: "*a", count: 50) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
  }
}
