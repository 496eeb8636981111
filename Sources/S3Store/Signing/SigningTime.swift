import Foundation

/// The time of a signature, for example `20130524T000000Z`.
struct SigningTime: Hashable {
  /// The date and the time, in UTC.
  let stamp: String

  /// The date alone.
  var day: String { String(stamp.prefix(8)) }

  init(_ date: Date) {
    let style = Date.ISO8601FormatStyle(
      dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
    stamp = date.formatted(style)
  }
}
