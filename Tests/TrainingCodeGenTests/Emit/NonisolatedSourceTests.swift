import Testing
import TrainingSchema

@testable import TrainingCodeGen

@Suite struct NonisolatedSourceTests {
  @Test func everyDeclarationIsMadeNonisolated() {
    let text = """
      public enum A {
          struct B: Sendable {
      }
      package protocol C: D {
      extension A.B where Self: C {
      internal let struct_ = 1
      """
    let source = NonisolatedSource(text)
    #expect(
      source.text == """
        public nonisolated enum A {
            nonisolated struct B: Sendable {
        }
        package nonisolated protocol C: D {
        nonisolated extension A.B where Self: C {
        internal let struct_ = 1
        """)
    #expect(source.declarations == 4)
    #expect(source.insertions == 4)
  }

  /// Comments, literals and names in backticks aren't declarations.
  @Test func otherTextIsLeftAlone() {
    let text = """
      /// An enum of its own.
      let name = "struct of \\"class\\""  // extension
      func `enum`() {
      """
    let source = NonisolatedSource(text)
    #expect(source.text == text)
    #expect(source.declarations == 0)
  }

  /// The emitter refuses stubs that contain a declaration in an unknown form.
  @Test func stubsAreNonisolatedOrRefused() throws {
    let protos = try Protos(["a.proto": Self.service])
    let emitter = ServiceFileEmitter(plan: ServiceFilePlan(try protos.context()))
    let stubs = try emitter.content()
    #expect(NonisolatedSource(stubs).insertions == 0)
    #expect(try emitter.nonisolated("internal struct A {") == "internal nonisolated struct A {")
    let fault = #expect(throws: Diagnostic.self) {
      try emitter.nonisolated("struct A {\n@frozen struct B {")
    }
    #expect(
      fault?.description.hasPrefix(
        "a.proto:3:1: error: stubs have 2 types and extensions, of which 1 could be made nonisolated"
      )
        == true)
  }

  private static let service = """
    syntax = "proto3";
    message M {}
    service S { rpc run(M) returns (M); }
    """

  /// The count includes declarations in unknown forms, so that the generator can refuse them.
  @Test(arguments: ["fileprivate struct A {", "@frozen public enum A {", "final class A {"])
  func unknownFormsAreCounted(_ line: String) {
    let source = NonisolatedSource(line)
    #expect(source.text == line)
    #expect(source.declarations == 1)
    #expect(source.insertions == 0)
  }
}
