import Foundation
import TestSupport
import Testing

/// The recogniser is judged by voices and phrases that it hasn't learned from.
@Suite struct BenchmarkSpeechTests {
  /// Purposes share no variant, which is what makes a voice. Without one, an accent has its own voice.
  @Test func purposesShareNoVoice() throws {
    var purposes: [String: String] = [:]
    for line in try Self.lines(of: "voices") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      #expect(words.count == 4, "\(line)")
      let variant = words[1].split(separator: "+").last.map(String.init) ?? ""
      #expect(purposes.updateValue(words[0], forKey: variant) ?? words[0] == words[0], "\(variant)")
    }
    #expect(Set(purposes.values) == ["train", "ask", "learn"])
  }

  @Test func phrasesAreInOneList() throws {
    let phrases = try ["phrases", "unknown", "learning"].flatMap(Self.lines)
    #expect(phrases.count == 80)
    #expect(Set(phrases).count == phrases.count)
  }

  private static func lines(of name: String) throws -> [String] {
    try String(contentsOf: Repository.file("Benchmarks/Speech/\(name).txt"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
