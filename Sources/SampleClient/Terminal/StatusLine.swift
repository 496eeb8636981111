import Foundation
import Synchronization

/// A line at the bottom of a terminal that is written over and over: a bar for an upload, a spinner
/// for everything whose end can't be foreseen.
///
/// It is written to the standard error, and only if that is a terminal, so that logs don't fill
/// with it.
final class StatusLine: Sendable {
  private let output: FileHandle?
  private let shown = Mutex("")

  /// - Parameter output: a terminal; `nil` to show nothing.
  init(output: FileHandle? = StatusLine.terminal) {
    self.output = output
  }

  /// The standard error, if it is a terminal.
  static var terminal: FileHandle? {
    isatty(STDERR_FILENO) == 1 ? .standardError : nil
  }

  /// Shows a line instead of the one before.
  func show(_ line: String) {
    shown.withLock { shown in
      guard line != shown else { return }
      write("\r\u{1B}[K\(line)")
      shown = line
    }
  }

  /// Removes the line, before something else is printed.
  func clear() {
    shown.withLock { shown in
      if !shown.isEmpty { write("\r\u{1B}[K") }
      shown = ""
    }
  }

  private func write(_ text: String) { try? output?.write(contentsOf: Data(text.utf8)) }
}
