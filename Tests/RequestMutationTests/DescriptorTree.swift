/// A descriptor message as a tree of fields, which can be changed regardless of their meaning.
struct DescriptorTree: Sendable {
  /// A field's value.
  indirect enum Value: Sendable {
    case number(UInt64)
    case fixed64([UInt8])
    case fixed32([UInt8])
    case bytes([UInt8])
    case message(DescriptorTree)
  }

  /// A field on the wire.
  struct Field: Sendable {
    var number: Int
    var value: Value
  }

  let kind: DescriptorKind
  var fields: [Field]
}

extension DescriptorTree {
  /// Parses a message; `nil` if the bytes aren't a message.
  init?(_ bytes: ArraySlice<UInt8>, as kind: DescriptorKind) {
    var rest = bytes
    var fields: [Field] = []
    while !rest.isEmpty {
      guard let tag = rest.popVarint(),
        let value = Value(popping: &rest, wireType: tag & 7, as: kind.messages[Int(tag >> 3)])
      else { return nil }
      fields.append(Field(number: Int(tag >> 3), value: value))
    }
    self.init(kind: kind, fields: fields)
  }

  /// The encoded message.
  var bytes: [UInt8] {
    fields.flatMap { field -> [UInt8] in
      let number = UInt64(field.number)
      switch field.value {
      case .number(let value): return .varint(number << 3) + .varint(value)
      case .fixed64(let value): return .varint(number << 3 | 1) + value
      case .fixed32(let value): return .varint(number << 3 | 5) + value
      case .bytes(let value): return .varint(number << 3 | 2) + .varint(UInt64(value.count)) + value
      case .message(let tree):
        let value = tree.bytes
        return .varint(number << 3 | 2) + .varint(UInt64(value.count)) + value
      }
    }
  }
}

extension DescriptorTree.Value {
  fileprivate init?(
    popping rest: inout ArraySlice<UInt8>, wireType: UInt64, as kind: DescriptorKind?
  ) {
    switch wireType {
    case 0:
      guard let number = rest.popVarint() else { return nil }
      self = .number(number)
    case 1:
      guard let bytes = rest.pop(8) else { return nil }
      self = .fixed64(Array(bytes))
    case 5:
      guard let bytes = rest.pop(4) else { return nil }
      self = .fixed32(Array(bytes))
    case 2:
      guard let count = rest.popVarint(), let bytes = rest.pop(count) else { return nil }
      guard let kind, let tree = DescriptorTree(bytes, as: kind) else {
        self = .bytes(Array(bytes))
        return
      }
      self = .message(tree)
    default: return nil
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func pop(_ count: UInt64) -> ArraySlice<UInt8>? {
    guard count <= UInt64(self.count) else { return nil }
    defer { removeFirst(Int(count)) }
    return prefix(Int(count))
  }

  fileprivate mutating func popVarint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}

extension [UInt8] {
  fileprivate static func varint(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
