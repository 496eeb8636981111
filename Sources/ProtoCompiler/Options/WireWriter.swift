/// Appends fields in protobuf's binary format.
struct WireWriter: Sendable {
  /// The types of values in the binary format.
  enum WireType: UInt32, Sendable {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case startGroup = 3
    case endGroup = 4
    case fixed32 = 5
  }

  private(set) var bytes: [UInt8] = []

  mutating func tag(_ number: Int32, _ type: WireType) {
    varint(UInt64(UInt32(bitPattern: number) << 3 | type.rawValue))
  }

  mutating func varint(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }

  mutating func fixed32(_ value: UInt32) { little(UInt64(value), count: 4) }

  mutating func fixed64(_ value: UInt64) { little(value, count: 8) }

  mutating func lengthDelimited(_ content: some Collection<UInt8>) {
    varint(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Appends bytes that are fields already.
  mutating func raw(_ content: some Sequence<UInt8>) { bytes.append(contentsOf: content) }

  private mutating func little(_ value: UInt64, count: Int) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))) }
  }
}
