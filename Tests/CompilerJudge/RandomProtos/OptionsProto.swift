/// A proto with custom options of every type for every kind of declaration.
enum OptionsProto {
  /// The name under which it's imported.
  static let name = "judge/options.proto"

  /// The kinds of declarations with options: the prefix of the options' names, and the message.
  static let kinds = [
    ("file", "FileOptions"), ("message", "MessageOptions"), ("field", "FieldOptions"),
    ("oneof", "OneofOptions"), ("enum", "EnumOptions"), ("value", "EnumValueOptions"),
    ("service", "ServiceOptions"), ("method", "MethodOptions"), ("range", "ExtensionRangeOptions"),
  ]

  static let scalars = [
    "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32",
    "sfixed64", "bool", "string", "bytes", "double", "float", "Color",
  ]

  static let text: String = {
    let options = kinds.enumerated().map { index, kind in
      extensions(of: kind.1, prefix: kind.0, from: 50_000 + 100 * index)
    }
    return head + options.joined()
  }()

  private static func extensions(of message: String, prefix: String, from number: Int) -> String {
    var lines: [String] = []
    for (index, type) in scalars.enumerated() {
      let name = "\(prefix)_\(type.lowercased())"
      lines.append("  optional \(type) \(name) = \(number + 2 * index);")
      lines.append("  repeated \(type) \(name)_list = \(number + 2 * index + 1);")
    }
    lines.append("  optional Nested \(prefix)_nested = \(number + 90);")
    lines.append("  repeated Nested \(prefix)_nested_list = \(number + 91);")
    lines.append(
      "  repeated sint64 \(prefix)_packed = \(number + 92) [packed = true];")
    lines.append(
      "  optional string \(prefix)_source = \(number + 93) [retention = RETENTION_SOURCE];")
    lines.append(
      "  optional group \(prefix.prefix(1).uppercased() + prefix.dropFirst())Group = \(number + 94) {"
    )
    lines.append("    optional int32 i = 1;")
    lines.append("    optional Nested nested = 2;")
    lines.append("  }")
    return "extend google.protobuf.\(message) {\n\(lines.joined(separator: "\n"))\n}\n"
  }

  private static let head: String = {
    let fields = scalars.enumerated().map { index, type in
      "  optional \(type) v_\(type.lowercased()) = \(20 + index);\n"
        + "  repeated \(type) l_\(type.lowercased()) = \(40 + index);\n"
    }
    return """
      syntax = "proto2";
      package judge.options;
      import "google/protobuf/any.proto";
      import "google/protobuf/descriptor.proto";
      enum Color {
        RED = 0;
        GREEN = 1;
        BLUE = -1;
      }
      message Nested {
      \(fields.joined())  optional Nested inner = 1;
        repeated Nested inners = 2;
        map<string, Nested> map = 3;
        optional google.protobuf.Any any = 4;
        optional group Grouped = 5 {
          optional int32 i = 1;
          repeated string s = 2;
        }
        oneof choice {
          int32 first = 6;
          Nested second = 7;
        }
        extensions 1000 to max;
        extend Nested {
          optional Nested inside = 1003;
        }
      }
      extend Nested {
        optional int32 number = 1000;
        optional Nested deeper = 1001;
        repeated Color colors = 1002;
      }

      """
  }()
}
