internal import SwiftProtobuf

/// Encodes the value of an option as the field that it sets.
struct OptionValueEncoder {
  private let pool: Pool
  private let lookup: NameLookup
  private let field: SymbolID
  /// How many messages are around the field.
  private let depth: Int
  private let number: Int32
  private let type: Google_Protobuf_FieldDescriptorProto.TypeEnum

  init(_ pool: Pool, lookup: NameLookup, target: OptionTarget) {
    self.pool = pool
    self.lookup = lookup
    field = target.field
    depth = target.outer.count
    number = pool.field(field).number
    type = pool.resolution(field).type
  }

  /// Returns the field in the binary format.
  func encode(
    _ option: Google_Protobuf_UninterpretedOption
  ) throws(OptionError) -> [UInt8] {
    var writer = WireWriter()
    switch type {
    case .int32, .sint32, .sfixed32:
      let value = try integer(option, Int32.self, kind: "int32")
      writer.scalar(.int32(value), type, number)
    case .int64, .sint64, .sfixed64:
      writer.scalar(.int64(try integer(option, Int64.self, kind: "int64")), type, number)
    case .uint32, .fixed32:
      writer.scalar(.uint64(UInt64(try natural(option, UInt32.self, kind: "uint32"))), type, number)
    case .uint64, .fixed64:
      writer.scalar(.uint64(try natural(option, UInt64.self, kind: "uint64")), type, number)
    case .float:
      writer.scalar(.bits(UInt64(try float(option).bitPattern)), type, number)
    case .double:
      writer.scalar(.bits(try double(option).bitPattern), type, number)
    case .bool: writer.scalar(.uint64(try bool(option)), type, number)
    case .enum: writer.scalar(.int32(try enumValue(option)), type, number)
    case .string, .bytes:
      guard option.hasStringValue else {
        throw .value("\"\(name)\" is a string: put the value in quotes.", field)
      }
      guard pool.accepts(option.stringValue, in: field) else {
        throw .value(
          "The string for \"\(name)\" isn't UTF-8: use the type bytes for other data.", field)
      }
      writer.tag(number, .lengthDelimited)
      writer.lengthDelimited(option.stringValue)
    case .message, .group:
      writer.message(try aggregate(option), field: number, isGroup: pool.isGroup(field))
    }
    return writer.bytes
  }

  private var name: String { pool.fullName(field) }

  private func integer<T: FixedWidthInteger & SignedInteger>(
    _ option: Google_Protobuf_UninterpretedOption, _: T.Type, kind: String
  ) throws(OptionError) -> T {
    if option.hasPositiveIntValue {
      if let value = T(exactly: option.positiveIntValue) { return value }
    } else if option.hasNegativeIntValue {
      if let value = T(exactly: option.negativeIntValue) { return value }
    } else {
      throw notInteger(T.self, kind)
    }
    throw .value(
      "\"\(name)\" has the type \(kind): its values are \(T.min) to \(T.max).", field)
  }

  private func natural<T: FixedWidthInteger & UnsignedInteger>(
    _ option: Google_Protobuf_UninterpretedOption, _: T.Type, kind: String
  ) throws(OptionError) -> T {
    guard option.hasPositiveIntValue else { throw notInteger(T.self, kind) }
    guard let value = T(exactly: option.positiveIntValue) else {
      throw .value(
        "\"\(name)\" has the type \(kind): its values are \(T.min) to \(T.max).", field)
    }
    return value
  }

  private func notInteger<T: FixedWidthInteger>(_: T.Type, _ kind: String) -> OptionError {
    .value(
      "\"\(name)\" has the type \(kind): write an integer from \(T.min) to \(T.max).", field)
  }

  private func float(_ option: Google_Protobuf_UninterpretedOption) throws(OptionError) -> Float {
    if option.hasDoubleValue { return Float(option.doubleValue) }
    if option.hasPositiveIntValue { return Float(option.positiveIntValue) }
    if option.hasNegativeIntValue { return Float(option.negativeIntValue) }
    return Float(try specialNumber(option, kind: "float"))
  }

  private func double(_ option: Google_Protobuf_UninterpretedOption) throws(OptionError) -> Double {
    if option.hasDoubleValue { return option.doubleValue }
    if option.hasPositiveIntValue { return Double(option.positiveIntValue) }
    if option.hasNegativeIntValue { return Double(option.negativeIntValue) }
    return try specialNumber(option, kind: "double")
  }

  private func specialNumber(
    _ option: Google_Protobuf_UninterpretedOption, kind: String
  ) throws(OptionError) -> Double {
    switch option.identifierValue {
    case "inf": return .infinity
    case "nan": return .nan
    default: throw .value("\"\(name)\" has the type \(kind): write a number, inf or nan.", field)
    }
  }

  private func bool(_ option: Google_Protobuf_UninterpretedOption) throws(OptionError) -> UInt64 {
    guard option.hasIdentifierValue else {
      throw .value("\"\(name)\" is a bool: write true or false.", field)
    }
    switch option.identifierValue {
    case "true": return 1
    case "false": return 0
    default:
      throw .value("\"\(name)\" is a bool: write true or false.", field)
    }
  }

  private func enumValue(
    _ option: Google_Protobuf_UninterpretedOption
  ) throws(OptionError) -> Int32 {
    guard option.hasIdentifierValue else {
      throw .value("\"\(name)\" is an enum: write the name of one of its values.", field)
    }
    guard let type = pool.resolution(field).target else {
      throw .value("The type of option \"\(name)\" isn't known.", field)
    }
    let wanted = option.identifierValue
    if let value = pool.value(named: wanted, of: type) { return value.number }
    let values = pool.values(of: type)
    let suggestion = Suggestion.nearest(to: wanted, in: values.map(\.name))
    let hint =
      suggestion.map { "Did you mean \($0)?" }
      ?? "Its values are \(values.prefix(8).map(\.name).joined(separator: ", "))."
    throw .value(
      "The enum \"\(pool.fullName(type))\" has no value \"\(wanted)\". \(hint)", field)
  }

  private func aggregate(
    _ option: Google_Protobuf_UninterpretedOption
  ) throws(OptionError) -> [UInt8] {
    let short = pool.field(field).name
    guard option.hasAggregateValue, let type = pool.resolution(field).target else {
      throw .value(
        "\"\(name)\" is a message: write \(short) = { field: value }, or set a field of it.", field)
    }
    let message: DynamicMessage
    do {
      var parser = TextFormatParser(pool, lookup: lookup, text: option.aggregateValue)
      message = try parser.parse(type)
    } catch {
      throw .value("The value of \"\(short)\" can't be read: \(error.message)", field)
    }
    guard depth + message.depth <= OptionTarget.maximumDepth else {
      throw OptionError(
        ruleID: "option-depth", part: .optionValue,
        message: "The value of \"\(short)\" is \(depth + message.depth) messages deep: at most "
          + "\(OptionTarget.maximumDepth) can be nested in an option.", declaration: field)
    }
    return message.serialized(pool)
  }
}

/// A number on its way to the binary format.
enum ScalarValue {
  case int32(Int32)
  case int64(Int64)
  case uint64(UInt64)
  /// The bits of a floating-point number.
  case bits(UInt64)

  /// The value as a varint carries it, before ZigZag.
  var varint: UInt64 {
    switch self {
    case .int32(let value): UInt64(bitPattern: Int64(value))
    case .int64(let value): UInt64(bitPattern: value)
    case .uint64(let value), .bits(let value): value
    }
  }
}

extension WireWriter {
  /// Appends a field with a number.
  mutating func scalar(
    _ value: ScalarValue, _ type: Google_Protobuf_FieldDescriptorProto.TypeEnum, _ number: Int32
  ) {
    tag(number, type.wireType)
    scalar(value.varint, type)
  }

  /// Appends a number without a tag.
  mutating func scalar(_ value: UInt64, _ type: Google_Protobuf_FieldDescriptorProto.TypeEnum) {
    switch type {
    case .sint32:
      let number = Int32(truncatingIfNeeded: value)
      varint(UInt64(UInt32(bitPattern: number << 1 ^ number >> 31)))
    case .sint64:
      let number = Int64(bitPattern: value)
      varint(UInt64(bitPattern: number << 1 ^ number >> 63))
    default:
      switch type.wireType {
      case .fixed32: fixed32(UInt32(truncatingIfNeeded: value))
      case .fixed64: fixed64(value)
      default: varint(value)
      }
    }
  }
}

extension Google_Protobuf_FieldDescriptorProto.TypeEnum {
  /// The type of single values in the binary format.
  var wireType: WireWriter.WireType {
    switch self {
    case .double, .fixed64, .sfixed64: .fixed64
    case .float, .fixed32, .sfixed32: .fixed32
    case .string, .bytes, .message: .lengthDelimited
    case .group: .startGroup
    default: .varint
    }
  }
}
