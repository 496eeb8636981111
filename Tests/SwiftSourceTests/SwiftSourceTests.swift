import SwiftSource
import Testing

@Suite struct SwiftSourceTests {
  @Test func aFragmentIsIndentedToItsLine() {
    let body: SwiftSource = """
      let a = 1

      let b = 2
      """
    let function: SwiftSource = """
      func f() {
        \(body)
      }
      """
    #expect(function.lines == ["func f() {", "  let a = 1", "", "  let b = 2", "}"])
  }

  @Test func anEmptyFragmentTakesItsLineWithIt() {
    let source: SwiftSource = """
      a
        \(SwiftSource.empty)
      \(comment: "")
      b\(SwiftSource.empty)
      """
    #expect(source.lines == ["a", "b"])
  }

  @Test func literalsAreEscaped() {
    let source: SwiftSource = "\(literal: "a\"b\\c\n\0\u{7}\u{202E}é")"
    #expect(source.lines == [#""a\"b\\c\n\0\u{7}\u{202e}é""#])
  }

  @Test func commentsKeepTheirLines() {
    let source: SwiftSource = """
        \(comment: "one\n\ntwo")
      """
    #expect(source.lines == ["  /// one", "  ///", "  /// two"])
  }

  @Test func paragraphsAreSetApart() {
    let source = SwiftSource.paragraphs(["a", .empty, "b"])
    #expect(source.fileContent == "a\n\nb\n")
  }

  /// What has several lines stands apart, what has one stands close.
  @Test func denseFragments() {
    let long: SwiftSource = """
      b {
      }
      """
    #expect(SwiftSource.dense(["a", "a", .empty]).lines == ["a", "a"])
    #expect(
      SwiftSource.dense(["a", long, long, "c", .empty, "d"]).lines
        == ["a", "", "b {", "}", "", "b {", "}", "", "c", "d"])
  }

  @Test func listsAreWrapped() {
    #expect(SwiftSource.wrapped([]).isEmpty)
    #expect(SwiftSource.wrapped(["a", "b"]).lines == ["a, b"])
    let words = (1...20).map { "\(literal: "word \($0)")" as SwiftSource }
    let lines = SwiftSource.wrapped(words).lines
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.utf8.count <= 90 })
    #expect(
      lines.joined(separator: " ") == (1...20).map { "\"word \($0)\"" }.joined(separator: ", "))
  }

  @Test func arraysAreShortOrWrapped() {
    #expect(SwiftSource.array(["1", "2"]).lines == ["[1, 2]"])
    let word: SwiftSource = "\(name: String(repeating: "a", count: 40))"
    #expect(SwiftSource.array([word]).lines.count == 1)
    #expect(
      SwiftSource.array([word, word]).lines
        == ["[", "  \(word.lines[0]), \(word.lines[0]),", "]"])
  }
}
