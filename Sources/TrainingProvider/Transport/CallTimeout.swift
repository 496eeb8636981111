import NIOCore

/// The header `grpc-timeout` (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
enum CallTimeout {
  /// Parses the time that a client allows for a call, and limits it to a day.
  ///
  /// - Returns: `nil` unless the value is a number of up to 8 digits and a unit.
  static func decode(_ value: String) -> TimeAmount? {
    let digits = value.utf8.dropLast()
    guard (1...8).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let amount = Int64(value.dropLast()), let unit = units[value.suffix(1)]
    else { return nil }
    let (time, overflow) = amount.multipliedReportingOverflow(by: unit)
    return .nanoseconds(overflow ? day : min(time, day))
  }

  private static let day: Int64 = 24 * 3600 * 1_000_000_000
  private static let units: [Substring: Int64] = [
    "n": 1, "u": 1_000, "m": 1_000_000, "S": 1_000_000_000, "M": 60_000_000_000,
    "H": 3_600_000_000_000,
  ]
}
