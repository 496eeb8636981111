extension Array<UInt8> {
  /// Returns the unsigned little-endian number at an index; 0 if the array is too short.
  func littleEndian<Number: FixedWidthInteger & UnsignedInteger>(
    at index: Int, as type: Number.Type = Number.self
  ) -> Number {
    let width = Number.bitWidth / 8
    guard index >= 0, count - index >= width else { return 0 }
    var number: Number = 0
    for byte in (index..<index + width).reversed() { number = number << 8 | Number(self[byte]) }
    return number
  }

  /// Whether the array contains these bytes at an index.
  func contains(_ bytes: [UInt8], at index: Int) -> Bool {
    index >= 0 && count - index >= bytes.count && self[index...].starts(with: bytes)
  }
}
