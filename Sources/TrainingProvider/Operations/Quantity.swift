package import Foundation

/// Writes sizes and times for people.
package enum Quantity {
  /// A number of bytes in the largest unit that leaves one digit before the point.
  package static func bytes(_ count: UInt64) -> String {
    var (value, unit) = (Double(count), 0)
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return unit == 0 ? "\(count) B" : "\(fixed(value)) \(units[unit])"
  }

  /// A time in the largest two units.
  package static func seconds(_ time: TimeInterval) -> String {
    let seconds = time.isNaN ? 0 : Int(min(max(time, 0), 1e12))
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
    if days > 0 { return "\(days) d \(hours % 24) h" }
    if hours > 0 { return "\(hours) h \(minutes % 60) min" }
    if minutes > 0 { return "\(minutes) min \(seconds % 60) s" }
    return "\(seconds) s"
  }

  /// A date and time in UTC.
  package static func date(_ date: Date) -> String {
    date.formatted(.iso8601.dateTimeSeparator(.space).timeZoneSeparator(.omitted))
  }

  private static func fixed(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
