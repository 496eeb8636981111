/// The fields of an encoded message, up to the first malformed one. Tags of groups count as fields
/// without a value.
struct WireFields: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    self.rest = bytes
  }

  mutating func next() -> (number: Int32, wireType: UInt8, value: ArraySlice<UInt8>)? {
    guard let tag = varint() else { return nil }
    let wireType = UInt8(tag & 7)
    let count: UInt64
    switch wireType {
    case 1: count = 8
    case 5: count = 4
    case 2:
      guard let length = varint() else { return nil }
      count = length
    default:
      if wireType == 0 { _ = varint() }
      count = 0
    }
    // A truncated field counts as a field, because its tag was read.
    let value = rest.prefix(Int(Swift.min(count, UInt64(rest.count))))
    rest = rest.dropFirst(value.count)
    return (Int32(truncatingIfNeeded: tag >> 3), wireType, value)
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
}
