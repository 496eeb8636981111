import Foundation
import TestSupport
import Testing

/// Protos whose Swift is in different modules.
@Suite struct ModulesTests {
  /// The modules in the order in which they depend on each other.
  private static let modules = ["Base", "Fields", "Handover", "Calls"]

  private static let protos = [
    "base.proto": """
    syntax = "proto2";
    package shapes;
    message Circle {
      optional double radius = 1;
      extensions 100 to 200;
      message Part {
        extensions 10 to 20;
      }
    }
    enum Color {
      RED = 0;
    }
    extend Circle {
      optional string label = 100;
    }
    """,
    // Extensions of another module's message whose types are in no module.
    "fields.proto": """
    syntax = "proto2";
    package fields;
    import "base.proto";
    extend shapes.Circle {
      optional int32 weight = 101;
    }
    extend shapes.Circle.Part {
      repeated bytes data = 10;
    }
    message Scope {
      extend shapes.Circle {
        optional Scope scope = 102;
      }
      optional shapes.Color color = 1;
    }
    """,
    // Nothing but what it hands over.
    "handover.proto": """
    syntax = "proto2";
    package handover;
    import public "base.proto";
    """,
    "calls.proto": """
    syntax = "proto2";
    package calls;
    import "handover.proto";
    import "fields.proto";
    import "training.proto";
    message Request {
      optional training.ModelID model_id = 1;
      optional shapes.Circle.Part part = 2;
      map<string, shapes.Color> colors = 3;
      oneof choice {
        fields.Scope scope = 4;
      }
    }
    service Shapes {
      rpc Find(Request) returns (shapes.Circle);
      rpc Watch(stream Request) returns (stream fields.Scope);
    }
    """,
  ]

  @Test(arguments: ["Public", "Package"])
  func fourModulesCompile(_ visibility: String) async throws {
    try await withTemporaryDirectory { folder in
      for (name, text) in Self.protos {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
      }
      let mappings = folder.appendingPathComponent("mappings.textproto")
      let text = Self.modules.map {
        "mapping { module_name: \"\($0)\" proto_file_path: \"\($0.lowercased()).proto\" }\n"
      }
      try Data(text.joined().utf8).write(to: mappings)
      let options =
        "Visibility=\(visibility),UseAccessLevelOnImports=true,Warnings=none,"
        + "ProtoPathModuleMappings=\(mappings.path)"
      for name in Self.modules {
        let module = try await GeneratedModule(
          name, from: ["\(name.lowercased()).proto"], in: folder, options, directory: folder)
        let output = folder.appendingPathComponent("\(name).swiftmodule")
        try await module.compile(
          [
            "-parse-as-library", "-I", folder.path, "-emit-module", "-emit-module-path",
            output.path,
          ])
      }
      // Whoever imports the module of the third proto sees what it hands over.
      let user = folder.appendingPathComponent("user.swift")
      try Data(
        """
        import Handover

        func area(of circle: Shapes_Circle) -> Double { circle.radius * circle.radius * .pi }
        """.utf8
      ).write(to: user)
      let outcome = try await Command(
        "swiftc",
        [
          "-typecheck", "-swift-version", "6", "-package-name", "generated", "-I", folder.path,
          "-I",
          BuiltProduct.path("Modules"), user.path,
        ]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }
}
