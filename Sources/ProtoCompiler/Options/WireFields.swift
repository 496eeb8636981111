/// The fields of a message in protobuf's binary format, in the order in which they are written.
struct WireFields: Sendable {
  /// One field.
  struct Field: Sendable {
    let number: Int32
    let type: WireWriter.WireType
    /// The value of a varint or of a fixed size; 0 for others.
    let scalar: UInt64
    /// The content of a length-delimited field or of a group.
    let content: ArraySlice<UInt8>
    /// The field with its tag.
    let encoded: ArraySlice<UInt8>
  }

  private(set) var fields: [Field] = []

  init() {}

  /// Reads fields; `nil` if the bytes aren't fields.
  init?(_ bytes: some Sequence<UInt8>) {
    var reader = WireReader(ArraySlice(bytes))
    while !reader.isAtEnd {
      guard let field = reader.field() else { return nil }
      fields.append(field)
    }
  }

  /// Reads numbers that are written without tags.
  static func unpack(_ bytes: ArraySlice<UInt8>, _ type: WireWriter.WireType) -> [UInt64] {
    var reader = WireReader(bytes)
    var numbers: [UInt64] = []
    while !reader.isAtEnd, let number = reader.number(type) { numbers.append(number) }
    return numbers
  }

  var isEmpty: Bool { fields.isEmpty }

  /// All fields in the binary format.
  var bytes: [UInt8] { fields.flatMap(\.encoded) }

  mutating func append(_ field: Field) { fields.append(field) }

  mutating func append(contentsOf other: WireFields) { fields.append(contentsOf: other.fields) }
}

/// Reads fields in protobuf's binary format.
private struct WireReader {
  private var rest: ArraySlice<UInt8>

  /// How deep groups may be nested.
  private static let maximumDepth = 1000

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func field(depth: Int = 0) -> WireFields.Field? {
    let start = rest.startIndex
    let whole = rest
    guard depth < Self.maximumDepth, let tag = varint(), tag >> 3 <= UInt64(FieldNumber.maximum),
      let type = WireWriter.WireType(rawValue: UInt32(tag & 7)), type != .endGroup
    else { return nil }
    let number = Int32(tag >> 3)
    var scalar: UInt64 = 0
    var content: ArraySlice<UInt8> = []
    switch type {
    case .varint, .fixed32, .fixed64:
      guard let value = self.number(type) else { return nil }
      scalar = value
    case .lengthDelimited:
      guard let count = varint(), count <= UInt64(rest.count) else { return nil }
      content = rest.prefix(Int(count))
      rest = rest.dropFirst(Int(count))
    case .startGroup:
      guard let group = group(number, depth: depth) else { return nil }
      content = group
    case .endGroup: return nil
    }
    return WireFields.Field(
      number: number, type: type, scalar: scalar, content: content,
      encoded: whole[start..<rest.startIndex])
  }

  mutating func number(_ type: WireWriter.WireType) -> UInt64? {
    switch type {
    case .fixed32: little(count: 4)
    case .fixed64: little(count: 8)
    default: varint()
    }
  }

  /// Reads up to the end of a group, and returns what is before its end.
  private mutating func group(_ number: Int32, depth: Int) -> ArraySlice<UInt8>? {
    let whole = rest
    while true {
      let before = rest
      guard let tag = varint() else { return nil }
      if tag == UInt64(UInt32(bitPattern: number)) << 3 | 4 {
        return whole[whole.startIndex..<before.startIndex]
      }
      rest = before
      guard field(depth: depth + 1) != nil else { return nil }
    }
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  private mutating func little(count: Int) -> UInt64? {
    guard rest.count >= count else { return nil }
    let value = rest.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest = rest.dropFirst(count)
    return value
  }
}
