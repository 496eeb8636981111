#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Numbers without a name in a packed field of a closed enum, as they are encoded.
@usableFromInline
struct PackedNumbers {
  private var bytes = Data()

  @usableFromInline
  init() {}

  /// Appends the lower 32 bits of `bits`, as an enum's value is written.
  @usableFromInline
  mutating func append(_ bits: UInt64) {
    append(varint: UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: bits))))
  }

  /// A packed field of the numbers; nothing if there are none.
  func field(_ tag: UInt32) -> Data {
    guard !bytes.isEmpty else { return Data() }
    var field = PackedNumbers()
    field.append(varint: UInt64(tag))
    field.append(varint: UInt64(bytes.count))
    return field.bytes + bytes
  }

  private mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
