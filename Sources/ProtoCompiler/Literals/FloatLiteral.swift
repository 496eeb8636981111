#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A floating point number in decimal digits.
struct FloatLiteral {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The value, infinite if it is too large; `nil` if an exponent has no digits.
  var value: Double? {
    var text = bytes.map { CChar(bitPattern: $0) }
    text.append(0)
    return text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var end: UnsafeMutablePointer<CChar>?
      let value = strtod(start, &end)
      guard let end, end - UnsafeMutablePointer(mutating: start) == bytes.count else { return nil }
      return value
    }
  }

  /// The shortest of 15 and 17 digits that mean a number, as protoc writes it.
  static func text(of value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let short = printed(value, digits: 15)
    return strtod(short, nil) == value ? short : printed(value, digits: 17)
  }

  /// A number with at most some digits, as C's `%g` prints it.
  static func printed(_ value: Double, digits: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { buffer in
      let count = withVaList([digits, value]) { arguments in
        vsnprintf(buffer.baseAddress, buffer.count, "%.*g", arguments)
      }
      let bytes = buffer.prefix(Int(max(0, min(count, 39)))).map { UInt8(bitPattern: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
