import Foundation

/// How often each word occurs in the texts about each topic.
struct TopicModel: Codable, Sendable {
  private(set) var counts: [String: [String: Int]] = [:]

  mutating func learn(_ text: String, about topic: String) {
    for word in Self.words(of: text) { counts[topic, default: [:]][word, default: 0] += 1 }
  }

  /// The topic whose texts are the most likely to have these words (naive Bayes).
  func topic(of text: String) -> String {
    let words = Self.words(of: text)
    let vocabulary = Double(Set(counts.values.flatMap(\.keys)).count)
    let scores = counts.mapValues { known in
      let total = Double(known.values.reduce(0, +)) + vocabulary
      return words.map { log((Double(known[$0, default: 0]) + 1) / total) }.reduce(0, +)
    }
    return scores.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? ""
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
  }
}
