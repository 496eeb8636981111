/// The fields of an encoded message, in the order in which they are encoded.
struct EncodedFields {
  struct Field: Hashable {
    enum Value: Hashable {
      case number(UInt64)
      case bytes(ArraySlice<UInt8>)
      case group(start: Bool)
    }

    let number: Int
    let value: Value
  }

  private(set) var fields: [Field] = []

  /// Returns `nil` if the bytes aren't an encoded message.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      guard let tag = Self.varint(&rest), let value = Self.value(&rest, wireType: tag & 7) else {
        return nil
      }
      fields.append(Field(number: Int(truncatingIfNeeded: tag >> 3), value: value))
    }
  }

  private static func value(_ rest: inout ArraySlice<UInt8>, wireType: UInt64) -> Field.Value? {
    switch wireType {
    case 0: return varint(&rest).map(Field.Value.number)
    case 1: return taken(8, &rest).map(Field.Value.bytes)
    case 2: return varint(&rest).flatMap { taken($0, &rest) }.map(Field.Value.bytes)
    case 3: return .group(start: true)
    case 4: return .group(start: false)
    case 5: return taken(4, &rest).map(Field.Value.bytes)
    default: return nil
    }
  }

  private static func taken(
    _ count: UInt64, _ rest: inout ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    guard count <= UInt64(rest.count) else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
