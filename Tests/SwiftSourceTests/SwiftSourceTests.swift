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
}
