import Foundation
import Synchronization

/// The times that calls took.
final class Latencies: Sendable {
  private let state = Mutex(State())

  private struct State {
    var times: [Duration] = []
    var failures: [String: Int] = [:]
  }

  /// Measures a call, unless the task is cancelled before its end.
  func measure(_ call: () async throws -> Void) async {
    let begin = ContinuousClock.now
    do {
      try await call()
      let time = ContinuousClock.now - begin
      state.withLock { $0.times.append(time) }
    } catch {
      guard !Task.isCancelled else { return }
      let reason = "\(error)"
      state.withLock { $0.failures[reason, default: 0] += 1 }
    }
  }

  var answered: Int { state.withLock(\.times.count) }

  var failed: Int { state.withLock { $0.failures.values.reduce(0, +) } }

  /// The median time; 0 if there was no answer.
  var median: Duration {
    let times = state.withLock { $0.times.sorted() }
    return times.isEmpty ? .zero : times[times.count / 2]
  }

  /// The longest time; 0 if there was no answer.
  var slowest: Duration { state.withLock { $0.times.max() ?? .zero } }

  /// The numbers as text, with the most frequent reason for failures.
  var summary: String {
    let (times, failures) = state.withLock { ($0.times.sorted(), $0.failures) }
    let median = times.isEmpty ? .zero : times[times.count / 2]
    let worst = failures.max { $0.value < $1.value }
    return "\(times.count) answered, median \(median.seconds), slowest \(slowest.seconds), "
      + "\(failed) failed" + (worst.map { " (\($0.value) × \($0.key))" } ?? "")
  }
}

extension Duration {
  /// The time in seconds, for example `0.012 s`.
  var seconds: String {
    String(format: "%.3f s", self / .seconds(1))
  }
}
