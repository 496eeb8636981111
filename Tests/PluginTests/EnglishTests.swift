import Foundation
import TestSupport
import Testing

/// Checks the rules of the project's English that a pattern can check without false alarms.
@Suite struct EnglishTests {
  /// Constructions that don't read like English, each with what to write instead.
  private static let constructions = [
    (#"(?<!there )\b(is|are|was|were) no (?!longer\b)"#, "isn't a, aren't"),
    (#"\b(for|to|from|by|of|than) who\b"#, "for those who"),
  ]

  @Test(arguments: ["Sources", "Plugins", "Tests", "Benchmarks", "Scripts", "README.md"])
  func textsReadLikeEnglish(_ path: String) throws {
    for file in Repository.writtenFiles(in: path) {
      let content = try String(contentsOf: file, encoding: .utf8)
      // Scripts generate messages beside the sources of the programs that they build.
      guard !content.hasPrefix("// DO NOT EDIT.") else { continue }
      let text = Self.joined(content)
      for (pattern, alternative) in Self.constructions {
        let match = text.range(of: pattern, options: [.regularExpression, .caseInsensitive])
        guard let match else { continue }
        Issue.record(
          """
          \(file.path): '…\(text[..<match.upperBound].suffix(60))…' doesn't read like English. \
          Write '\(alternative)'.
          """)
      }
    }
  }

  /// The text on one line and without the marks of comments, to find phrases that span lines.
  private static func joined(_ text: String) -> String {
    text.replacingOccurrences(
      of: #"\s*\n\s*(///?|#)?\s*"#, with: " ", options: .regularExpression)
  }
}
