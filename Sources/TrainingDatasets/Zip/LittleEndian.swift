extension Array<UInt8> {
  /// The unsigned little-endian number at an index; 0 where the bytes end.
  func littleEndian<Number: FixedWidthInteger & UnsignedInteger>(
    at index: Int, as type: Number.Type = Number.self
  ) -> Number {
    let width = Number.bitWidth / 8
    guard index >= 0, count - index >= width else { return 0 }
    var number: Number = 0
    for byte in (index..<index + width).reversed() { number = number << 8 | Number(self[byte]) }
    return number
  }

  /// Whether these bytes stand at an index.
  func holds(_ bytes: [UInt8], at index: Int) -> Bool {
    index >= 0 && count - index >= bytes.count && self[index...].starts(with: bytes)
  }
}
