import Testing

@Suite struct CodeBlockTests {
  /// How many blocks there are, so that none escapes the tests: of each language the others take all.
  @Test func eachLanguageIsTested() {
    let counts = Dictionary(grouping: CodeBlock.all, by: \.language).mapValues(\.count)
    #expect(
      counts == [
        "swift": 45, "proto": 4, "sh": 9, "json": 1, "yaml": 1, "text": 4, "values": 4,
      ])
  }
}
