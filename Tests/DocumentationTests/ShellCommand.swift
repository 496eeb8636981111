import Foundation
import TestSupport
import Testing

/// A command in a block of shell, without its comment.
struct ShellCommand: Sendable, CustomTestStringConvertible {
  let text: String

  /// The words, without assignments in front of them.
  let words: [String]

  /// The options that begin with two hyphens, without their values.
  var options: [String] {
    words.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
  }

  /// What looks like a path in the package.
  var paths: [String] {
    words.filter { word in
      let folders = ["Benchmarks", "Fixtures", "Plugins", "Scripts", "Sources", "Tests"]
      return folders.contains { word.hasPrefix("\($0)/") }
    }
  }

  var testDescription: String { text }

  /// The commands of every block of shell.
  static let all = CodeBlock.all(in: "sh").flatMap { block in
    block.text.replacing("\\\n", with: " ").split(separator: "\n").map { ShellCommand(String($0)) }
  }

  private init(_ line: String) {
    text = line.replacing(/\s+#.*/, with: "")
    words = text.split(separator: " ").map(String.init)
      .drop { $0.wholeMatch(of: /[A-Z_]+=.*/) != nil }.map { $0 }
  }
}
