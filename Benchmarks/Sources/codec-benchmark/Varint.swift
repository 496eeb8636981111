/// Writes variable-length integers.
enum Varint {
  static func minimal(_ value: UInt64) -> [UInt8] {
    var bytes = [UInt8]()
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  /// Returns a varint of `count` bytes, even if the value needs fewer.
  static func padded(_ value: UInt64, to count: Int) -> [UInt8] {
    (0..<count).map { index in
      let bits = UInt8(truncatingIfNeeded: value >> UInt64(7 * index)) & 0x7F
      return index == count - 1 ? bits : bits | 0x80
    }
  }

  /// Returns a field with a number.
  static func field(_ number: Int, _ value: UInt64) -> [UInt8] {
    minimal(UInt64(number) << 3) + minimal(value)
  }
}
