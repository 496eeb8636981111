import ProtoCompiler
import SwiftProtobuf
import Testing

@Suite struct LinkerTests {
  private func compile(_ files: [String: String], _ names: [String]) -> Compilation {
    Compiler(MemoryResolver(files)).compile(names)
  }

  @Test func putsFilesAfterWhatTheyImport() {
    let compilation = compile(
      [
        "a.proto": "syntax = \"proto3\"; import \"b.proto\"; import \"c.proto\";",
        "b.proto": "syntax = \"proto3\"; import \"d.proto\";",
        "c.proto": "syntax = \"proto3\";", "d.proto": "syntax = \"proto3\"; import \"c.proto\";",
      ], ["c.proto", "a.proto"])
    #expect(compilation.files.map(\.name) == ["c.proto", "d.proto", "b.proto", "a.proto"])
    #expect(compilation.files.map(\.isRequested) == [true, false, false, true])
    #expect(!compilation.hasErrors)
  }

  @Test func findsNamesInTheInnermostScope() throws {
    let compilation = compile(
      [
        "a.proto": """
        syntax = "proto2";
        package p.q;
        message A {
          message B {}
          optional B b = 1;
          optional q.A c = 2;
          optional .p.q.A.B d = 3;
          optional E e = 4 [default = ONE];
          repeated A.B f = 5;
        }
        enum E { ONE = 1; }
        message B { extensions 7; }
        extend B { optional A x = 7; }
        service S { rpc M(A) returns (stream A.B); }
        """
      ], ["a.proto"])
    #expect(compilation.diagnostics == [])
    let file = try #require(compilation.files.first)
      .descriptor(sourceInfo: false, retainsOptions: true)
    let fields = file.messageType[0].field
    #expect(
      fields.map(\.typeName) == [".p.q.A.B", ".p.q.A", ".p.q.A.B", ".p.q.E", ".p.q.A.B"])
    #expect(fields.map(\.type) == [.message, .message, .message, .enum, .message])
    #expect(fields.map(\.jsonName) == ["b", "c", "d", "e", "f"])
    #expect(file.extension[0].extendee == ".p.q.B")
    #expect(file.service[0].method[0].outputType == ".p.q.A.B")
    #expect(!file.hasSyntax)
  }

  /// The text doesn't have the message for a map's entries, so the map is shown.
  @Test func showsTheMapOfAnEntry() throws {
    let text =
      "syntax = \"proto3\";\nmessage A {\n  map<int32, A> a_b = 1;\n  message ABEntry {}\n}"
    let problem = try #require(compile(["a.proto": text], ["a.proto"]).diagnostics.first)
    #expect(problem.ruleID == "duplicate-name")
    #expect(problem.notes.map { $0.position.map { "\($0)" } } == ["3:17"])
    let other =
      "syntax = \"proto3\";\nmessage A {\n  enum ABEntry { X = 0; }\n  map<int32, A> a_b = 1;\n}"
    let reverse = compile(["a.proto": other], ["a.proto"]).diagnostics.first
    #expect(reverse?.position.map { "\($0)" } == "2:9")
  }

  @Test func showsTheChainOfImports() throws {
    let compilation = compile(
      [
        "a.proto": "syntax = \"proto3\";\nimport \"b.proto\";",
        "b.proto": "syntax = \"proto3\";\n\nimport \"c.proto\";",
      ], ["a.proto"])
    let problem = try #require(compilation.diagnostics.first)
    #expect(
      problem.description == """
        b.proto:3:1: error: Import "c.proto" was not found. [missing-import]
        """)
    #expect(
      problem.notes.map { "\($0.file) \($0.position.map { "\($0)" } ?? "-")" } == ["a.proto 2:1"])
    #expect(compilation.diagnostics.count == 1)
  }

  @Test func blamesNoNameThatAMissingFileMayDeclare() {
    let compilation = compile(
      [
        "a.proto":
          "syntax = \"proto3\"; import \"gone.proto\"; message A { Gone g = 1; int32 x = 1; }"
      ], ["a.proto"])
    #expect(compilation.diagnostics.map(\.ruleID) == ["missing-import", "duplicate-number"])
  }

  @Test func findsCycles() {
    let compilation = compile(
      [
        "a.proto": "syntax = \"proto3\"; import \"b.proto\";",
        "b.proto": "syntax = \"proto3\"; import \"a.proto\";",
      ], ["a.proto"])
    #expect(
      compilation.diagnostics.map(\.message) == [
        "The file imports itself: a.proto -> b.proto -> a.proto. Move what both need to a file of its "
          + "own."
      ])
  }

  @Test func followsLongChains() {
    var files = ["0.proto": "syntax = \"proto3\"; message M0 {}"]
    for index in 1...5000 {
      files["\(index).proto"] =
        "syntax = \"proto3\"; import \"\(index - 1).proto\"; message M\(index) { M\(index - 1) m = 1; }"
    }
    let compilation = compile(files, ["5000.proto"])
    #expect(compilation.diagnostics == [])
    #expect(compilation.files.count == 5001)
  }

  @Test func linksWhatItLinkedBefore() throws {
    let first = compile(
      ["a.proto": "syntax = \"proto3\"; package p; message A { map<string, A> m = 1; }"],
      ["a.proto"]
    ).descriptorSet(sourceInfo: false, retainsOptions: true)
    let second = Compiler(DescriptorSetResolver([first])).compile(["a.proto"])
    #expect(second.diagnostics == [])
    #expect(second.descriptorSet(sourceInfo: false, retainsOptions: true) == first)
  }
}
