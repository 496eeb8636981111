import Foundation

/// Dates in the headers of answers (RFC 9110, section 5.6.7), for example
/// `Sun, 06 Nov 1994 08:49:37 GMT`.
enum ServerTime {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func date(_ header: String) -> Date? {
    let parts = header.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])),
      let day = UInt(parts[1]), let year = UInt(parts[3])
    else { return nil }
    return try? Date(
      "\(year)-\(twoDigits(UInt(month) + 1))-\(twoDigits(day))T\(parts[4])Z", strategy: .iso8601)
  }

  /// Reads a time in a listing, for example `2009-10-12T17:50:30.000Z`.
  static func listed(_ text: String) -> Date? {
    (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
      ?? (try? Date(text, strategy: .iso8601))
  }

  private static func twoDigits(_ number: UInt) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
