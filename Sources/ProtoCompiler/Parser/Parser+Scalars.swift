import SwiftProtobuf

extension Parser {
  /// The scalar type that a word means in this file.
  func scalar(_ word: Keyword) -> FieldSyntax.Scalar? {
    dialect.usesFixedIntegers ? Parser.scalarsWithFixedIntegers(word) : Parser.scalars(word)
  }

  /// The scalar type that a word means in all but the newest edition.
  static func scalars(_ word: Keyword) -> FieldSyntax.Scalar? {
    switch word {
    case .double: .double
    case .float: .float
    case .int32: .int32
    case .int64: .int64
    case .uint32: .uint32
    case .uint64: .uint64
    case .sint32: .sint32
    case .sint64: .sint64
    case .fixed32: .fixed32
    case .fixed64: .fixed64
    case .sfixed32: .sfixed32
    case .sfixed64: .sfixed64
    case .bool: .bool
    case .string: .string
    case .bytes: .bytes
    case .group: .group
    default: nil
    }
  }

  private static func scalarsWithFixedIntegers(_ word: Keyword) -> FieldSyntax.Scalar? {
    switch word {
    case .int32: .sfixed32
    case .int64: .sfixed64
    case .uint32: .fixed32
    case .uint64: .fixed64
    case .varint32: .int32
    case .varint64: .int64
    case .uvarint32: .uint32
    case .uvarint64: .uint64
    case .zigzag32: .sint32
    case .zigzag64: .sint64
    case .double, .float, .bool, .string, .bytes, .group: scalars(word)
    default: nil
    }
  }

  /// What the newest edition calls a type that it has renamed.
  func replacement(of word: Keyword) -> String? {
    switch word {
    case .fixed32: "uint32"
    case .fixed64: "uint64"
    case .sfixed32: "int32"
    case .sfixed64: "int64"
    case .sint32: "zigzag32"
    case .sint64: "zigzag64"
    default: nil
    }
  }
}
