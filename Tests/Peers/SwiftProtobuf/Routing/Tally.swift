import Foundation
import Synchronization

/// Counts the messages that were coded by ProtoWire and those that weren't. It prints the numbers
/// when the process ends.
final class Tally: Sendable {
  static let shared: Tally = {
    atexit { Tally.shared.report() }
    return Tally()
  }()

  private let counts = Mutex<(through: [String: Int], past: [String: Int])>(([:], [:]))

  func count(through type: Any.Type) {
    counts.withLock { $0.through[String(reflecting: type), default: 0] += 1 }
  }

  func count(past type: Any.Type) {
    counts.withLock { $0.past[String(reflecting: type), default: 0] += 1 }
  }

  private func report() {
    counts.withLock { counts in
      for type in counts.past.keys.sorted() { print("Tally: past \(type)") }
      let through = counts.through.values.reduce(0, +)
      print("Tally: through \(through) messages of \(counts.through.count) types")
    }
  }
}
