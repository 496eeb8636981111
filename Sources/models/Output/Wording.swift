import Foundation
import TrainingProvider

/// How values are written as text.
enum Wording {
  static func date(_ date: Date) -> String { date.formatted(.iso8601) }

  /// Text from a consumer, on one line and without characters that could control a terminal.
  static func foreign(_ text: String, toBytes count: Int = 1024) -> String {
    Clipping.logLine(text, toBytes: count)
  }
}
