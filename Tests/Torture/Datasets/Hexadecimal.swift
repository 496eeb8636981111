/// Converts bytes to hexadecimal digits and back.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Returns two digits for each byte.
  static func digits(_ bytes: some Sequence<UInt8>) -> String {
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Converts the digits from ``digits(_:)`` back to bytes.
  static func bytes(_ digits: some StringProtocol) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue)
    return stride(from: 1, to: values.count, by: 2).map { index in
      UInt8(values[index - 1] << 4 | values[index])
    }
  }
}
