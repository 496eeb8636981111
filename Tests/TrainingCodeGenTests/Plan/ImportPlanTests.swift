import Foundation
import TestSupport
import Testing

@testable import TrainingCodeGen

@Suite struct ImportPlanTests {
  private static let texts = [
    "base.proto": "syntax = \"proto3\"; message Base {}",
    "moved.proto": "syntax = \"proto3\"; message Moved {} enum Kind { NONE = 0; }",
    "a.proto": """
    syntax = "proto3";
    import "base.proto";
    import public "moved.proto";
    message A { Base base = 1; bytes data = 2; }
    """,
  ]

  private func plan(_ options: String, in texts: [String: String] = texts) throws -> ImportPlan {
    ImportPlan(messagesOf: try Protos(texts, options).context())
  }

  private func module(_ name: String, _ modifier: String? = nil) -> ImportPlan.Module {
    ImportPlan.Module(name: name, modifier: modifier)
  }

  @Test func oneModuleImportsWhatItsMessagesName() throws {
    let plan = try plan("")
    #expect(plan.data == module("Foundation"))
    #expect(plan.modules == [module("ProtoWire"), module("SwiftProtobuf")])
    #expect(plan.reexports == [])
  }

  @Test func accessLevelsAreWrittenIfWanted() throws {
    let plan = try plan("Visibility=Public,UseAccessLevelOnImports=true,BinaryCodec=false")
    #expect(plan.modules == [module("ProtoWire", "internal"), module("SwiftProtobuf", "public")])
    #expect(plan.data == module("Foundation", "public"))
  }

  @Test func dataIsImportedOnlyForBytes() throws {
    #expect(try plan("", in: ["a.proto": "syntax = \"proto3\"; message A {}"]).data == nil)
  }

  /// A file imports the module of the protos that it uses, and reexports the types of those that it
  /// imports publicly.
  @Test func otherModulesAreImported() async throws {
    try await withTemporaryDirectory { folder in
      let mappings = folder.appendingPathComponent("mappings.textproto")
      let text = """
        mapping { module_name: "Basics" proto_file_path: "base.proto" proto_file_path: "moved.proto" }
        """
      try Data(text.utf8).write(to: mappings)
      let plan = try plan("Visibility=Public,ProtoPathModuleMappings=\(mappings.path)")
      #expect(plan.modules == ["Basics", "ProtoWire", "SwiftProtobuf"].map { module($0) })
      #expect(plan.reexports == ["enum Basics.Kind", "struct Basics.Moved"])
    }
  }
}
