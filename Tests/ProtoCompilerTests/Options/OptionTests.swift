import ProtoCompiler
import SwiftProtobuf
import Testing

/// Options as fields of the options' messages, in the binary format.
@Suite struct OptionTests {
  private static let imports = [
    "types.proto": """
    syntax = "proto2";
    package types;
    import "google/protobuf/descriptor.proto";
    enum E { A = 1; B = -2; }
    message M {
      optional int32 i = 1;
      optional string s = 2;
      repeated sint32 r = 3 [packed = true];
      optional M m = 4;
      optional group G = 5 { optional bool b = 1; }
      extensions 100 to 200;
    }
    extend M { optional fixed32 x = 100; }
    extend google.protobuf.MessageOptions {
      optional int32 i = 50001;
      optional sint64 z = 50002;
      optional sfixed32 f = 50003;
      optional double d = 50004;
      optional float g = 50005;
      optional bool b = 50006;
      optional E e = 50007;
      optional string s = 50008;
      optional bytes y = 50009;
      repeated uint32 r = 50010;
      optional M m = 50011;
    }
    """
  ]

  /// The bytes of the options that a message has.
  private func bytes(_ options: String) throws -> [UInt8] {
    var files = Self.imports
    files["x.proto"] = """
      syntax = "proto2";
      import "types.proto";
      message X { \(options) }
      """
    let resolver = ResolverChain([MemoryResolver(files), FolderResolver([WellKnown.folder])])
    let compilation = Compiler(resolver).compile(["x.proto"])
    #expect(!compilation.hasErrors)
    let file = try #require(compilation.files.last)
    let descriptor = file.descriptor(sourceInfo: false, retainsOptions: true)
    return try descriptor.messageType[0].options.serializedBytes()
  }

  @Test(
    arguments: [
      ("option deprecated = true;", [0x18, 1]),
      ("option (types.i) = -1;", [0x88, 0xB5, 0x18] + [UInt8](repeating: 0xFF, count: 9) + [1]),
      ("option (types.z) = -2;", [0x90, 0xB5, 0x18, 3]),
      ("option (types.f) = -2;", [0x9D, 0xB5, 0x18, 0xFE, 0xFF, 0xFF, 0xFF]),
      ("option (types.d) = 1;", [0xA1, 0xB5, 0x18, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]),
      ("option (types.g) = -inf;", [0xAD, 0xB5, 0x18, 0, 0, 0x80, 0xFF]),
      ("option (types.b) = true;", [0xB0, 0xB5, 0x18, 1]),
      (
        "option (types.e) = B;",
        [0xB8, 0xB5, 0x18, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [1]
      ),
      ("option (types.s) = 'a' \"b\";", [0xC2, 0xB5, 0x18, 2, 97, 98]),
      ("option (types.y) = '\\xff';", [0xCA, 0xB5, 0x18, 1, 0xFF]),
      (
        "option (types.r) = 1; option (types.r) = 2;", [0xD0, 0xB5, 0x18, 1, 0xD0, 0xB5, 0x18, 2]
      ),
      (
        "option (types.s) = 's'; option (types.i) = 1;",
        [0xC2, 0xB5, 0x18, 1, 115, 0x88, 0xB5, 0x18, 1]
      ),
      ("option (types.m).m.i = 7;", [0xDA, 0xB5, 0x18, 4, 0x22, 2, 8, 7]),
      ("option (types.m).(types.x) = 7;", [0xDA, 0xB5, 0x18, 6, 0xA5, 6, 7, 0, 0, 0]),
      ("option (types.m).g.b = true;", [0xDA, 0xB5, 0x18, 4, 0x2B, 8, 1, 0x2C]),
      (
        "option (types.m) = { r: [1, -1] s: 'a' i: 1 G { b: true } m < i: 2 >, [types.x]: 3 };",
        [
          0xDA, 0xB5, 0x18, 23, 8, 1, 0x12, 1, 97, 0x1A, 2, 2, 1, 0x22, 2, 8, 2, 0x2B, 8, 1, 0x2C,
          0xA5, 6, 3, 0, 0, 0,
        ]
      ),
    ] as [(String, [UInt8])])
  func areEncoded(_ options: String, _ expected: [UInt8]) throws {
    #expect(try bytes(options) == expected)
  }
}
