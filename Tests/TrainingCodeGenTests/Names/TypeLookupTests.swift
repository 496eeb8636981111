import Foundation
import GRPCCodeGen
import TestSupport
import Testing
import TrainingSchema

@testable import TrainingCodeGen

/// How generated declarations reach a type, if other declarations have the same name.
@Suite struct TypeLookupTests {
  /// A file, and the type of the first field of its message `A`.
  @Test(arguments: [
    ("message A { B b = 1; } message B {}", "B"),
    ("message A { B b = 1; message B {} } message B {}", "A.B"),
    ("message A { .B b = 1; message B {} } message B {}", "_a_messages_B"),
    ("message A { .B.C c = 1; message B {} } message B { message C {} }", "_a_messages_B.C"),
    // An enum and a oneof hide a message as well.
    ("message A { .B b = 1; enum B { X = 0; } } message B {}", "_a_messages_B"),
    (
      "message A { OneOf_B c = 1; oneof b { int32 n = 2; } } message OneOf_B {}",
      "_a_messages_OneOf_B"
    ),
    // The message itself.
    ("message A { .A a = 1; message A {} }", "_a_messages_A"),
    // A property and variables in the bodies of generated functions, where a type is called.
    ("message A { b b = 1; } message b {}", "_a_messages_b"),
    ("message A { value b = 1; } message value {}", "_a_messages_value"),
    // Words that come before types.
    ("message A { any b = 1; } message any {}", "`any`"),
  ])
  func hiddenTypesHaveAnAlias(_ text: String, _ type: String) throws {
    #expect(try Protos(text).plan("A").fields.first?.type == type)
  }

  @Test func aliasesAreWrittenOnce() throws {
    let protos = try Protos("message A { .B b = 1; .B c = 2; message B {} } message B {}")
    let plan = MessageFilePlan(try protos.context())
    #expect(plan.aliases == [TypeAliases.Alias(name: "_a_messages_B", type: "B")])
  }

  /// Names of messages that the stubs of a service have for something else.
  @Test(arguments: [
    ("Message", "Message"), ("Input", "_a_stubs_Input"), ("Result", "_a_stubs_Result"),
    ("Client", "_a_stubs_Client"), ("Get", "_a_stubs_Get"), ("request", "_a_stubs_request"),
  ])
  func stubsHideMessages(_ name: String, _ type: String) throws {
    let protos = try Protos(
      "message \(name) {} service S { rpc Get(.\(name)) returns (.\(name)); }")
    let method = try #require(ServiceFilePlan(try protos.context()).services.first?.methods.first)
    #expect(method.inputType == type)
    #expect(method.outputType == type)
  }

  /// The names of a service and of a method.
  @Test(arguments: [
    ("S", "Get", "S", "Get", "get"),
    ("class", "class", "classService", "`class`", "`class`"),
    ("Client", "Type", "ClientService", "TypeMethod", "type"),
    ("Sendable", "Sendable", "SendableService", "SendableMethod", "sendable"),
    ("GRPCCore", "GRPCCore", "GRPCCoreService", "GRPCCoreMethod", "grpcCore"),
    // A method whose name ends in the suffix keeps apart from one that gets it.
    ("ClientService", "TypeMethod", "ClientService", "TypeMethodMethod", "typeMethod"),
    ("request", "_", "requestService", "_Method", "_Method"),
  ])
  func servicesAndMethodsAvoidReservedNames(
    _ service: String, _ method: String, _ type: String, _ methodType: String, _ function: String
  ) throws {
    let protos = try Protos(
      "message M {} service \(service) { rpc \(method)(.M) returns (.M); }")
    let plan = try #require(ServiceFilePlan(try protos.context()).services.first)
    #expect(plan.name.typeName == type)
    #expect(plan.methods.first?.name.typeName == methodType)
    #expect(plan.methods.first?.name.functionName == function)
  }

  @Test func aServiceCalledTrainingKeepsItsNameWithoutTrainingMethods() throws {
    let plain = try Protos("message M {} service Training { rpc Get(M) returns (M); }")
    #expect(ServiceFilePlan(try plain.context()).services.map(\.name.typeName) == ["Training"])
    let guarded = try Protos(
      """
      import "training.proto";
      message M { training.ModelID id = 1; } service Training { rpc Get(M) returns (M); }
      """)
    #expect(
      ServiceFilePlan(try guarded.context()).services.map(\.name.typeName) == ["TrainingService"])
  }

  /// A module whose name is also the name of a type in sight can't be written.
  @Test func modulesHiddenByATypeAreLeftOut() async throws {
    try await withMappings { parameter in
      let protos = try Protos(
        [
          "a.proto": "syntax = \"proto3\"; import \"b.proto\"; message A { Mb b = 1; }",
          "b.proto": "syntax = \"proto3\"; message Mb {}",
        ], parameter)
      #expect(try protos.plan("A").fields.map(\.type) == ["Mb"])
      let ambiguous = try Protos(
        [
          "a.proto": """
          syntax = "proto3"; import "b.proto"; message A { b.C c = 1; message Mb {} }
          message Mb {} message B_C {}
          """,
          "b.proto": "syntax = \"proto3\"; package b; message C {}",
        ], parameter)
      let faults = Generator(ambiguous.request).diagnostics
      #expect(faults.map(\.ruleID) == ["type-name"])
      #expect(faults.first?.message.contains("can't refer to Mb.B_C") == true)
    }
  }

  private func withMappings(_ body: (String) throws -> Void) async throws {
    try await withTemporaryDirectory { folder in
      let mappings = folder.appendingPathComponent("mappings.textproto")
      try Data("mapping { module_name: \"Mb\" proto_file_path: \"b.proto\" }".utf8).write(
        to: mappings)
      try body("ProtoPathModuleMappings=\(mappings.path)")
    }
  }
}
