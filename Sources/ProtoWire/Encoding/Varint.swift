/// Facts about protobuf's variable length integers: seven bits a byte, least significant first.
public enum Varint {
  /// The most bytes that a 64-bit integer takes.
  @usableFromInline
  static let maxSize = 10

  /// Returns the number of bytes of `value`, 1 to 10.
  @inlinable
  @inline(__always)
  public static func size(_ value: UInt64) -> Int {
    // ⌈bits / 7⌉ without a division: 9/64 is just above 1/7 over this range.
    let bits = UInt64.bitWidth - (value | 1).leadingZeroBitCount
    return (bits * 9 + 64) >> 6
  }
}
