/// The numbers that a ledger counts.
struct LedgerCounts: Sendable {
  var models = 0
  var deaths = 0
  var statuses = 0
  var prices = 0
  var transcripts = 0
  var refusals = 0
  var unanswered = 0
  var givenUp = 0
  var forgottenPrices = 0

  /// The number of all answers.
  var answers: Int { statuses + prices + transcripts + refusals }

  mutating func add(_ answer: Answer) {
    switch answer {
    case .status: statuses += 1
    case .price: prices += 1
    case .transcript: transcripts += 1
    case .refused: refusals += 1
    case .lost, .withdrawn: unanswered += 1
    }
  }
}
