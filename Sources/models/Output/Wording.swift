import Foundation
import TrainingProvider

/// How values are written as text.
enum Wording {
  /// A number of bytes, for example `1.5 MiB`.
  static func bytes(_ count: UInt64) -> String {
    let units = ["KiB", "MiB", "GiB", "TiB"]
    var (value, unit) = (Double(count), "")
    for next in units where value >= 1024 { (value, unit) = (value / 1024, next) }
    return unit.isEmpty ? "\(count) B" : String(format: "%.1f %@", value, unit)
  }

  static func date(_ date: Date) -> String { date.formatted(.iso8601) }

  /// The time since a date, for example `2 h 5 min`.
  static func age(since date: Date, to now: Date = Date()) -> String {
    let seconds = max(Int(now.timeIntervalSince(date)), 0)
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
    case ..<86_400: "\(seconds / 3600) h \(seconds / 60 % 60) min"
    default: "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
    }
  }

  /// Text from a consumer, on one line and without characters that could control a terminal.
  static func foreign(_ text: String, toBytes count: Int = 1024) -> String {
    Clipping.logLine(text, toBytes: count)
  }

  /// A link without what may be a credential.
  static func link(_ link: String) -> String { LinkRedaction.redact(link) }
}
