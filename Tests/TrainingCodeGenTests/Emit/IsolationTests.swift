import Testing

@testable import TrainingCodeGen

@Suite struct IsolationTests {
  @Test func everyDeclarationIsMadeNonisolated() {
    let text = """
      public enum A {
          struct B: Sendable {
      }
      package protocol C: D {
      extension A.B where Self: C {
      internal let struct_ = 1
      """
    let isolation = Isolation(removedFrom: text)
    #expect(
      isolation.text == """
        public nonisolated enum A {
            nonisolated struct B: Sendable {
        }
        package nonisolated protocol C: D {
        nonisolated extension A.B where Self: C {
        internal let struct_ = 1
        """)
    #expect(isolation.declarations == 4)
    #expect(isolation.insertions == 4)
  }

  /// Comments, literals and names in backticks are not declarations.
  @Test func otherTextIsLeftAlone() {
    let text = """
      /// An enum of its own.
      let name = "struct of \\"class\\""  // extension
      func `enum`() {
      """
    let isolation = Isolation(removedFrom: text)
    #expect(isolation.text == text)
    #expect(isolation.declarations == 0)
  }

  /// A declaration in an unknown form is counted, so that the generator can refuse it.
  @Test(arguments: ["fileprivate struct A {", "@frozen public enum A {", "final class A {"])
  func unknownFormsAreCounted(_ line: String) {
    let isolation = Isolation(removedFrom: line)
    #expect(isolation.text == line)
    #expect(isolation.declarations == 1)
    #expect(isolation.insertions == 0)
  }
}
