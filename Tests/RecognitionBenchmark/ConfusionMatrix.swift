/// How often each phrase was heard when another, or the same, was spoken.
struct ConfusionMatrix {
  /// The names of the rows: the phrases, and one for those that are unknown.
  let spoken: [String]

  /// The names of the columns: the phrases, and one for what was rejected.
  let heard: [String]

  private(set) var counts: [[Int]]

  init(phrases: [String]) {
    spoken = phrases + ["an unknown phrase"]
    heard = phrases + ["rejected"]
    counts = Array(repeating: Array(repeating: 0, count: heard.count), count: spoken.count)
  }

  mutating func add(_ judgement: Judgement) {
    for answer in judgement.answers {
      let row = answer.spoken.flatMap { spoken.firstIndex(of: $0) } ?? spoken.count - 1
      let column = answer.heard.flatMap { heard.firstIndex(of: $0) } ?? heard.count - 1
      counts[row][column] += 1
    }
  }

  /// The part of a row that a cell has.
  func share(_ row: Int, _ column: Int) -> Double {
    Double(counts[row][column]) / Double(max(counts[row].reduce(0, +), 1))
  }
}
