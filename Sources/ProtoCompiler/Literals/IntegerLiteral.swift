/// An integer in decimal, octal or hexadecimal digits.
struct IntegerLiteral {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The value; `nil` if it has more than 64 bits or if a digit doesn't exist in the base.
  var value: UInt64? {
    guard bytes.count > 1, bytes[0] == 0x30 else { return value(from: 0, base: 10) }
    return bytes[1] | 0x20 == 0x78 ? value(from: 2, base: 16) : value(from: 1, base: 8)
  }

  private func value(from start: Int, base: UInt64) -> UInt64? {
    var value: UInt64 = 0
    for index in start..<bytes.count {
      let digit = bytes[index].digitValue
      guard digit < base else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: base)
      let (sum, carries) = product.addingReportingOverflow(digit)
      guard !overflows, !carries else { return nil }
      value = sum
    }
    return value
  }
}
