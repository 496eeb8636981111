import Foundation
import Synchronization

/// Writes one line for each check, and records whether all of them passed.
final class Report: Sendable {
  private let failures = Mutex(0)

  /// Reports a check.
  ///
  /// - Parameters:
  ///   - passed: whether the claim is true.
  ///   - claim: the claim that was checked.
  ///   - figures: the measured values.
  ///   - counterexamples: examples that contradict the claim. Only a few of them are written.
  func check(
    _ passed: Bool, _ claim: String, _ figures: String, _ counterexamples: [String] = []
  ) {
    write("\(passed ? "passed" : "FAILED")  \(claim): \(figures)")
    for example in counterexamples.prefix(3) { note(example) }
    if !passed { failures.withLock { $0 += 1 } }
  }

  /// Writes a line that isn't a check.
  func note(_ text: String) {
    write("        \(text)")
  }

  /// Writes the title of the next checks.
  func title(_ text: String) {
    write(text)
  }

  var hasFailures: Bool { failures.withLock { $0 > 0 } }

  private func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
