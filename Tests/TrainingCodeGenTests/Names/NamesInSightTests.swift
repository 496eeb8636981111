import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TestSupport
import Testing

@testable import TrainingCodeGen

/// Which names a generated file writes with their module.
@Suite struct NamesInSightTests {
  @Test(arguments: [
    ("WireString", true), ("WireReader", true), ("WireDecodingError", true),
    ("UnknownStorage", true), ("UnknownFields", true), ("_NameMap", true),
    ("ProtobufInt32", true), ("ProtobufAPIVersion_2", true),
    ("WireMessage", false), ("Message", false), ("Enum", false), ("Decoder", false),
    ("Visitor", false), ("Indirect", false), ("CodecVersion2", false), ("MessageExtension", false),
  ])
  func namesThatTellTheirLibraryAreBare(_ name: String, _ isBare: Bool) {
    let usual = NamesInSight(allowsBareNames: true, taken: ["WireBool"])
    #expect(usual.spelling(of: name, in: "Library") == (isBare ? name : "Library.\(name)"))
    let taken = NamesInSight(allowsBareNames: true, taken: [name])
    #expect(taken.spelling(of: name, in: "Library") == "Library.\(name)")
    let withoutPackage = NamesInSight(allowsBareNames: false, taken: [])
    #expect(withoutPackage.spelling(of: name, in: "Library") == "Library.\(name)")
  }

  /// The content of `a.proto` after `package a;`, the other files, and the library names that
  /// `a.proto` can't write without their module.
  private static let examples: [(body: String, others: [String: String], taken: Set<String>)] = [
    ("message A {}", [:], []),
    // Types in the file, at any depth.
    ("message A { message WireString {} }", [:], ["WireString"]),
    ("message A { message B { enum UnknownStorage { X = 0; } } }", [:], ["UnknownStorage"]),
    ("message WireString {}", [:], []),
    (
      "option swift_prefix = \"Wire\"; message String {} enum Bool { X = 0; }", [:],
      ["WireString", "WireBool"]
    ),
    (
      "option swift_prefix = \"Wire\"; message A {} service Reader {}", [:],
      ["WireA", "WireReader"]
    ),
    // Types in files that `a.proto` imports, directly or indirectly.
    ("import \"b.proto\";", ["b.proto": "message WireString {}"], ["WireString"]),
    ("import \"b.proto\";", ["b.proto": "message B { message WireBool {} }"], ["WireBool"]),
    (
      "import \"b.proto\";",
      ["b.proto": "import \"c.proto\";", "c.proto": "enum _NameMap { X = 0; }"], ["_NameMap"]
    ),
    // Top-level types in other files of the same module.
    ("", ["b.proto": "message WireString { message WireBool {} }"], ["WireString"]),
    // Types with names that generated files always write with their module.
    ("message A { message WireMessage {} message Decoder {} }", [:], []),
  ]

  @Test(arguments: examples.indices)
  func namesInSightAreTaken(_ index: Int) throws {
    let (body, others, taken) = Self.examples[index]
    var texts = others.mapValues { "syntax = \"proto3\"; \($0)" }
    texts["a.proto"] = "syntax = \"proto3\"; package a; \(body)"
    let inSight = try Protos(texts).context().style.modules.inSight
    #expect(inSight == NamesInSight(allowsBareNames: true, taken: taken), "\(body)")
  }

  @Test func aFileWithoutPackageWritesEveryModule() throws {
    #expect(try Protos("message A {}").context().style.modules.inSight.allowsBareNames == false)
    let prefixed = "option swift_prefix = \"A\"; message A {}"
    #expect(try Protos(prefixed).context().style.modules.inSight.allowsBareNames)
  }

  /// How a file writes the type of a field, depending on what the file begins with and which other
  /// message it contains.
  @Test(arguments: [
    ("package a;", "", "Training_ModelID"),
    ("", "", "TrainingProtos.Training_ModelID"),
    ("package a;", "message B { message Training_ModelID {} }", "TrainingProtos.Training_ModelID"),
    (
      "package a; option swift_prefix = \"Training_\";", "message ModelID {}",
      "TrainingProtos.Training_ModelID"
    ),
  ])
  func messagesOfOtherModules(_ head: String, _ neighbour: String, _ type: String) throws {
    let text = """
      syntax = "proto3"; \(head) import "training.proto";
      message A { training.ModelID id = 1; }
      \(neighbour)
      """
    let field = try #require(try Protos(["a.proto": text]).plan("A").fields.first)
    #expect(field.type == type)
    #expect(field.writing.codecs.first?.hasSuffix("WireSubmessage<\(type)>") == true)
  }

  /// A file in another module is in sight only if it is imported. Its types are written without the
  /// module if they have a package and no other type in sight has the same name.
  @Test func otherModulesDeclareNamesToo() async throws {
    try await withTemporaryDirectory { folder in
      let mappings = folder.appendingPathComponent("mappings.textproto")
      let text = ["b", "c", "d"].map {
        "mapping { module_name: \"M\($0)\" proto_file_path: \"\($0).proto\" }"
      }
      try Data(text.joined(separator: "\n").utf8).write(to: mappings)
      let protos = try Protos(
        [
          "a.proto": """
          syntax = "proto3"; package a;
          import "b.proto"; import "c.proto"; import "e.proto";
          message A {
            x.One one = 1; x.Two two = 2; y.Two other = 3; x.Kind kind = 4; Bare bare = 5;
          }
          """,
          "b.proto": """
          syntax = "proto3"; package x;
          message One {} message Two {} enum Kind { X = 0; }
          """,
          "c.proto": """
          syntax = "proto3"; package y; option swift_prefix = "X_"; message Two {}
          """,
          "d.proto": "syntax = \"proto3\"; message WireString {}",
          "e.proto": "syntax = \"proto3\"; message Bare {} message WireBool {}",
        ], "ProtoPathModuleMappings=\(mappings.path)")
      #expect(
        try protos.plan("A").fields.map(\.type) == [
          "X_One", "Mb.X_Two", "Mc.X_Two", "X_Kind", "Bare",
        ])
      #expect(try protos.context().style.modules.inSight.taken == ["WireBool"])
    }
  }

  /// The generator writes the same file for a proto, whether a request contains one proto, as the
  /// build tool plugin's requests do, or all of them.
  @Test func aFileIsTheSameWhateverElseIsGenerated() throws {
    let protos = try Protos([
      "a.proto": "syntax = \"proto3\"; package a; import \"b.proto\"; message A { b.B b = 1; }",
      "b.proto":
        "syntax = \"proto3\"; package b; message B { message WireString {} string s = 1; }",
      "c.proto": "syntax = \"proto3\"; package c; message C { string s = 1; }",
    ])
    let together = Generator(protos.request).files
    #expect(together.count == 3)
    for file in together {
      var request = protos.request
      let name = file.name.replacing(".pb.swift", with: ".proto")
      request.fileToGenerate = [name]
      let imports = name == "a.proto" ? ["a.proto", "b.proto"] : [name]
      request.protoFile.removeAll { !imports.contains($0.name) }
      #expect(Generator(request).files == [file], "\(name)")
    }
  }
}
