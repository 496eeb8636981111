import Testing

@Suite struct CodeBlockTests {
  /// How many blocks there are, so that none escapes the tests: of each language the others take all.
  @Test func eachLanguageIsTested() {
    let counts = Dictionary(grouping: CodeBlock.all, by: \.language).mapValues(\.count)
    #expect(
      counts == [
        "swift": 60, "proto": 5, "sh": 20, "json": 4, "yaml": 2, "text": 8, "values": 4, "ini": 2,
      ])
  }
}
