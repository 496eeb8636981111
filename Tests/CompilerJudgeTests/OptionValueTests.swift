import CompilerJudge
import Testing

/// The built-in compiler encodes options as protoc 36.2 does.
@Suite(.enabled(if: InstalledProtoc.path != nil)) struct OptionValueTests {
  private static let types = """
    syntax = "proto2";
    import "google/protobuf/descriptor.proto";
    import public "google/protobuf/any.proto";
    message M {
      optional int32 a = 1;
      optional int32 src = 2 [retention = RETENTION_SOURCE];
      optional Set set = 3;
      optional M m = 4;
      optional group G = 6 {
        optional M gm = 1;
        optional int32 src = 2 [retention = RETENTION_SOURCE];
      }
      oneof o { M o1 = 7; M o2 = 8; group OG = 9 { optional int32 x = 1; } int32 o3 = 10; }
      map<string, M> mm = 11;
      map<string, E> me = 12;
      map<int32, bytes> mb = 13;
      map<int32, fixed64> mf = 14;
      map<int32, R> mr = 15;
      optional google.protobuf.Any any = 16;
      optional R r = 17;
      optional bytes y = 18;
      optional string s = 19;
    }
    enum E { E0 = 0; E1 = 1; }
    message R { required int32 r = 1; optional int32 a = 2; }
    message Set { option message_set_wire_format = true; extensions 4 to max; }
    message Item {
      extend Set {
        optional Item item = 5;
        optional Item large = 1000000000;
        optional Item hidden = 6 [retention = RETENTION_SOURCE];
      }
      optional int32 a = 1;
      optional int32 src = 2 [retention = RETENTION_SOURCE];
      optional Set more = 3;
    }
    extend google.protobuf.FileOptions {
      optional M m = 50000;
      optional Set set = 50001;
      repeated Set sets = 50002;
      repeated M ms = 50003;
    }
    """

  /// The same with a field in the place of the group.
  private static let editionTypes = """
    edition = "2023";
    import "google/protobuf/descriptor.proto";
    message M {
      int32 a = 1;
      int32 src = 2 [retention = RETENTION_SOURCE];
      M m = 4;
      M g = 6 [features.message_encoding = DELIMITED];
      oneof o { M o1 = 7; M o2 = 8 [features.message_encoding = DELIMITED]; }
      map<string, M> mm = 11 [features.message_encoding = DELIMITED];
    }
    extend google.protobuf.FileOptions { M m = 50000; }
    """

  static let options = [
    // Entries of maps have a key and a value.
    "option (m) = { me { key: 'a' } };",
    "option (m) = { me {} mm {} mb {} mf {} };",
    "option (m) = { me { value: E1 } mm { key: 'x' } mb { value: 'b' } };",
    "option (m) = { m { mm { value { mm { key: 'b' } } } } };",
    "option (m).any = { [type.googleapis.com/M] { me { key: 'a' } mm {} } };",
    "option (m) = { mr { key: 1 } };",
    "option (m) = { m { mm { value { mr {} } } } };",
    // The last field of a oneof counts.
    "option (m).o1.a = 1; option (m).o2.a = 2;",
    "option (m).o1.a = 1; option (m).o3 = 2;",
    "option (m).o3 = 1; option (m).o1.a = 2; option (m).o1.m.a = 3;",
    "option (m).o1.a = 1; option (m).o3 = 2; option (m).o1.m.a = 3;",
    "option (m).o1 = { a: 1 }; option (m).og.x = 1;",
    "option (m).m.o1.a = 1; option (m).m.o2.a = 2;",
    "option (m).g.gm.o1.a = 1; option (m).g.gm.o2.a = 2;",
    // Message sets have items.
    "option (set) = { [Item.item] { a: 1 src: 2 } };",
    "option (set).(Item.item).src = 2;",
    "option (set).(Item.hidden).src = 2;",
    "option (set).(Item.item).a = 1; option (set).(Item.large).a = 2;",
    "option (set).(Item.large).a = 1; option (set).(Item.item).a = 2;",
    "option (set) = { [Item.large] { a: 1 } [Item.item] { a: 2 } };",
    "option (set) = { [Item.item] { a: 1 } }; option (set).(Item.item).more = {};",
    "option (m).set.(Item.item).more.(Item.item).a = 1;",
    "option (sets) = { [Item.item] { a: 1 } }; option (sets) = { [Item.item] { src: 2 } };",
    // Groups keep what is only for the source.
    "option (m) = { G { gm { src: 1 } src: 4 } };",
    "option (m).g.gm.src = 3;",
    "option (m).src = 3; option (m).m.src = 1; option (ms) = { mm { value { src: 1 } } };",
  ]

  static let editionOptions = [
    "option (m).g.src = 1; option (m).m.src = 2; option (m).g.m.src = 3;",
    "option (m).o1.src = 1; option (m).o2.src = 2;",
    "option (m) = { mm { value { src: 1 } } mm {} };",
  ]

  @Test(arguments: [false, true]) func agree(retainsOptions: Bool) throws {
    let protoc = try InstalledProtoc.installation(retainsOptions ? ["--retain_options"] : [])
    let inputs =
      Self.options.map { ($0, Self.input($0, protoc, Self.types)) }
      + Self.editionOptions.map { ($0, Self.input($0, protoc, Self.editionTypes)) }
    try SampleTests.expectAgreement(inputs, protoc, retainsOptions: retainsOptions)
  }

  /// As many messages as protoc can nest.
  @Test func agreeAboutDepth() throws {
    let protoc = try InstalledProtoc.installation()
    let options = [
      "option (m)\(String(repeating: ".m", count: 98)).a = 1;",
      "option (m)\(String(repeating: ".g.gm", count: 49)).a = 1;",
      "option (m) = { \(String(repeating: "m {", count: 98))\(String(repeating: "}", count: 98)) };",
    ]
    try SampleTests.expectAgreement(
      options.map { ($0, Self.input($0, protoc, Self.types)) }, protoc)
  }

  /// Strings of proto2 and bytes can have any byte.
  @Test func agreeAboutBytes() throws {
    let protoc = try InstalledProtoc.installation()
    let options = ["y: '@a'", "s: '@'", "m { y: 'a' '@@' } /* @ */ a: 1"]
    let inputs = options.map { option -> (String, CompilerInput) in
      var input = Self.input("option (m) = { \(option) };", protoc, Self.types)
      input.files["a.proto"] = input.files["a.proto"]?
        .map { $0 == UInt8(ascii: "@") ? 0xFF : $0 }
      return (option, input)
    }
    try SampleTests.expectAgreement(inputs, protoc)
  }

  private static func input(
    _ option: String, _ protoc: ProtocInstallation, _ types: String
  ) -> CompilerInput {
    var input = CompilerInput(folders: [protoc.include], requested: ["a.proto"])
    input.files = [
      "a.proto": Array("syntax = \"proto2\";\nimport \"types.proto\";\n\(option)".utf8),
      "types.proto": Array(types.utf8),
    ]
    return input
  }
}
