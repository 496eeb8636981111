import SwiftProtobufPluginLibrary
import Testing
import TrainingSchema

@testable import TrainingCodeGen

/// Declarations of different files that would get the same name in one module.
@Suite struct TopLevelNamesTests {
  /// The content of two files, and what the message of the fault begins with.
  @Test(arguments: [
    (
      "package foo.bar; message Baz {}", "package foo; message Bar_Baz {}",
      "foo.Bar_Baz and foo.bar.Baz in a.proto have the same Swift name, Foo_Bar_Baz"
    ),
    (
      "package p; message M {} service Echo { rpc G(M) returns (M); }", "enum P_Echo { X = 0; }",
      "P_Echo and p.Echo in a.proto have the same Swift name, P_Echo"
    ),
    (
      "message M {} service ClientService { rpc G(M) returns (M); }",
      "package p; message M {} service Client { rpc G(M) returns (M); }", nil
    ),
    (
      "message M {} service ClientService { rpc G(M) returns (M); }",
      "import \"a.proto\"; service Client { rpc G(M) returns (M); }",
      "Client and ClientService in a.proto have the same Swift name, ClientService"
    ),
    (
      "package a_b; enum E { X = 0; }", "package a.b; enum E { X = 0; }",
      nil
    ),
  ])
  func namesInOneModuleDiffer(_ first: String, _ second: String, _ message: String?) throws {
    let protos = try Protos([
      "a.proto": "syntax = \"proto3\"; \(first)", "b.proto": "syntax = \"proto3\"; \(second)",
    ])
    let result = Generator(protos.request)
    #expect(result.diagnostics.map(\.ruleID) == (message == nil ? [] : ["swift-name"]))
    if let message { #expect(result.diagnostics.first?.message.hasPrefix(message) == true) }
    #expect(result.files.isEmpty == (message != nil))
  }

  @Test func swiftPrefixKeepsThemApart() throws {
    let protos = try Protos([
      "a.proto": "syntax = \"proto3\"; package foo.bar; message Baz {}",
      "b.proto": """
      syntax = "proto3"; package foo; option swift_prefix = "Other"; message Bar_Baz {}
      """,
    ])
    #expect(Generator(protos.request).diagnostics.isEmpty)
  }

  /// Nothing is generated for the second file, but it belongs to the same module.
  @Test func filesThatAreNotGeneratedCount() throws {
    let protos = try Protos([
      "a.proto": "syntax = \"proto3\"; import \"b.proto\"; message P_A { p.B b = 1; }",
      "b.proto": "syntax = \"proto3\"; package p; message A {} message B {}",
    ])
    var request = protos.request
    request.fileToGenerate = ["a.proto"]
    #expect(Generator(request).diagnostics.map(\.ruleID) == ["swift-name"])
    request.fileToGenerate = ["b.proto"]
    #expect(Generator(request).diagnostics.map(\.ruleID) == ["swift-name"])
  }
}
