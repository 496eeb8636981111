import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing

/// One way to break ``SampleRequest``, and the rule that finds it.
struct BrokenLink: Sendable, CustomTestStringConvertible {
  typealias Request = Google_Protobuf_Compiler_CodeGeneratorRequest

  let rule: String
  let testDescription: String
  let breakIt: @Sendable (inout Request) -> Void

  private init(
    _ rule: String, _ description: String, _ breakIt: @escaping @Sendable (inout Request) -> Void
  ) {
    self.rule = rule
    self.testDescription = description
    self.breakIt = breakIt
  }

  /// Breaks the file that is generated.
  private static func file(
    _ rule: String, _ description: String,
    _ breakIt: @escaping @Sendable (inout Google_Protobuf_FileDescriptorProto) -> Void
  ) -> Self {
    Self(rule, description) { breakIt(&$0.protoFile[1]) }
  }

  /// Breaks the message that has one field of each kind: singular, oneof member, optional and map.
  private static func message(
    _ rule: String, _ description: String,
    _ breakIt: @escaping @Sendable (inout Google_Protobuf_DescriptorProto) -> Void
  ) -> Self {
    file(rule, description) { breakIt(&$0.messageType[0]) }
  }

  static let all: [Self] = files + names + fields + types + oneofs + maps + enums + ranges

  private static let files = [
    file("file-name", "no name") { $0.name = "" },
    file("file-name", "a name with two lines") { $0.name = "a\n.proto" },
    file("file-name", "a name twice") { $0.name = "a.proto" },
    Self("file-to-generate", "unknown") { $0.fileToGenerate = ["z.proto"] },
    Self("file-to-generate", "twice") { $0.fileToGenerate.append("b.proto") },
    file("import", "missing") { $0.dependency.append("z.proto") },
    file("import", "of itself") { $0.dependency.append("b.proto") },
    file("import", "public, out of range") { $0.publicDependency = [1] },
    file("import", "weak, negative") { $0.weakDependency = [-1] },
    file("swift-prefix", "no name") { $0.options.swiftPrefix = "a b" },
  ]

  private static let names = [
    file("name", "package") { $0.package = "p..q" },
    message("name", "empty") { $0.name = "" },
    message("name", "with letters beyond ASCII") { $0.field[0].name = "ü" },
    message("name", "too long") { $0.field[0].name = String(repeating: "a", count: 10_000) },
    message("duplicate", "fields") { $0.field[1].name = "single" },
    file("duplicate", "a value and a message") { $0.enumType[0].value[0].name = "M" },
    file("duplicate", "across files") { $0.messageType[1].name = "Other" },
  ]

  private static let fields = [
    message("field-type", "absent") { $0.field[0].clearType() },
    message("field-type", "no label") { $0.field[0].clearLabel() },
    message("field-type", "a group in proto3") { $0.field[0].type = .group },
    message("field-type", "required in proto3") { $0.field[0].label = .required },
    message("field-number", "0") { $0.field[0].number = 0 },
    message("field-number", "negative") { $0.field[0].number = -1 },
    message("field-number", "too large for a tag") { $0.field[0].number = 536_870_912 },
    message("field-number", "reserved") { $0.field[0].number = 19_000 },
    message("field-number", "twice") { $0.field[0].number = 4 },
    file("field-number", "of an extension") { $0.extension[0].number = -1 },
    message("json-name", "absent") { $0.field[0].clearJsonName() },
    message("json-name", "with a zero") { $0.field[0].jsonName = "a\0" },
  ]

  private static let types = [
    message("type-name", "absent") { $0.field[0].clearTypeName() },
    message("type-name", "dangling") { $0.field[0].typeName = ".p.Missing" },
    message("type-name", "relative") { $0.field[0].typeName = "p.Other" },
    message("type-name", "an enum for a message") { $0.field[0].typeName = ".p.E" },
    message("type-name", "a message for an enum") { $0.field[1].typeName = ".p.Other" },
    file("type-name", "of a file that is not imported") { $0.dependency = [] },
    file("type-name", "extended") { $0.extension[0].extendee = ".p.Missing" },
    file("type-name", "input") { $0.service[0].method[0].inputType = "" },
    file("type-name", "output") { $0.service[0].method[0].outputType = ".p.M.MapEntry" },
  ]

  private static let oneofs = [
    message("oneof", "out of range") { $0.field[1].oneofIndex = 2 },
    message("oneof", "negative") { $0.field[1].oneofIndex = -1 },
    message("oneof", "empty") { $0.oneofDecl.append(.with { $0.name = "none" }) },
    message("oneof", "of repeated fields") { $0.field[1].label = .repeated },
    message("oneof", "optional without its own") { $0.field[2].clearOneofIndex() },
    message("oneof", "of an optional field and another") { $0.field[1].oneofIndex = 1 },
    message("oneof", "after those of optional fields") {
      $0.field[1].oneofIndex = 1
      $0.field[2].oneofIndex = 0
    },
    message("oneof", "a field that extends") { $0.field[0].extendee = ".p.Extended" },
    file("oneof", "of an extension") { $0.extension[0].oneofIndex = 0 },
  ]

  private static let maps = [
    message("map-entry", "without value") { $0.nestedType[0].field.removeLast() },
    message("map-entry", "with a key of bytes") { $0.nestedType[0].field[0].type = .bytes },
    message("map-entry", "of a single field") { $0.field[3].label = .optional },
    file("map-entry", "outside of messages") { $0.messageType[1].options.mapEntry = true },
    file("map-entry", "of another message") {
      var field = SampleRequest.field("entries", 1, .message, ".p.M.MapEntry")
      field.label = .repeated
      $0.messageType[1].field = [field]
    },
  ]

  private static let enums = [
    file("enum-value", "none") { $0.enumType[0].value = [] },
    file("enum-value", "not 0 first") { $0.enumType[0].value[0].number = 1 },
    file("enum-name", "the lowest number") {
      $0.enumType[0].value.append(
        .with {
          $0.name = "ZERO"
          $0.number = .min
        })
    },
  ]

  private static let ranges = [
    message("range", "reserved") { $0.reservedRange[0].end = 9 },
    message("range", "of extensions") {
      $0.extensionRange = [
        .with {
          $0.start = 5
          $0.end = 5
        }
      ]
    },
    file("range", "of an enum") { $0.enumType[0].reservedRange[0].end = 6 },
  ]
}
