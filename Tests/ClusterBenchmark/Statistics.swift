import Foundation

/// Times that were measured.
struct Times {
  private var times: [Duration] = []

  mutating func add(_ time: Duration) { times.append(time) }

  /// Measures calls, one after the other.
  static func of(
    _ count: Int, _ call: (Int) async throws -> Void
  ) async throws -> Times {
    var times = Times()
    for number in 0..<count {
      let begin = ContinuousClock.now
      try await call(number)
      times.add(.now - begin)
    }
    return times
  }

  /// The median, and the time within which 99 of 100 calls ended.
  var summary: String { "median \(text(0.5)), 99 % \(text(0.99))" }

  private func text(_ part: Double) -> String {
    let sorted = times.sorted()
    guard !sorted.isEmpty else { return "–" }
    let time = sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)]
    return String(format: "%.2f ms", time / .milliseconds(1))
  }
}

extension Duration {
  /// The time in seconds.
  var inSeconds: Double { self / .seconds(1) }
}

/// Writes a line at once, with the time since the start.
func report(_ line: String) {
  let seconds = ProcessInfo.processInfo.systemUptime - started
  let text = String(format: "%7.1f s  ", seconds) + line + "\n"
  FileHandle.standardOutput.write(Data(text.utf8))
}

private let started = ProcessInfo.processInfo.systemUptime

/// A number of bytes in MiB.
func mebibytes(_ bytes: Int) -> String { String(format: "%.1f MiB", Double(bytes) / 1_048_576) }

/// The number in the middle of some.
func middle(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}
