import Foundation
import Synchronization

/// Writes one line for each check, and remembers whether all were passed.
final class Report: Sendable {
  private let failures = Mutex(0)

  /// Tells of a check.
  ///
  /// - Parameters:
  ///   - passed: whether what is claimed is true.
  ///   - claim: what is claimed.
  ///   - figures: what was measured.
  ///   - counterexamples: what shows that it isn't true; a few of them are told.
  func check(
    _ passed: Bool, _ claim: String, _ figures: String, _ counterexamples: [String] = []
  ) {
    write("\(passed ? "passed" : "FAILED")  \(claim): \(figures)")
    for example in counterexamples.prefix(3) { note(example) }
    if !passed { failures.withLock { $0 += 1 } }
  }

  /// Tells of something that is no check: figures for people.
  func note(_ text: String) {
    write("        \(text)")
  }

  /// Says what the next checks are about.
  func title(_ text: String) {
    write(text)
  }

  var hasFailures: Bool { failures.withLock { $0 > 0 } }

  private func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
