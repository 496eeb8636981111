import Foundation

/// The results of the kills.
struct KillReport {
  let ledger: Ledger
  let kills: [String: Int]
  let ownEnds: [String]
  let orphans: [String]
  let files: DataFiles
  let log: URL
  let time: Duration

  func write(to report: Report) {
    note(ledger.counts, report)
    let transcripts = ledger.counts.transcripts
    report.check(
      transcripts > 0, "consumers get results between the deaths", "\(transcripts) transcripts")
    let violations = Dictionary(grouping: ledger.violations, by: \.invariant)
    for invariant in Invariant.allCases {
      let found = violations[invariant, default: []].map(\.description)
      report.check(found.isEmpty, invariant.rawValue, "\(found.count) violations", found)
    }
    report.check(
      orphans.isEmpty, "no file is an orphan", "\(orphans.count) of \(files.counts)", orphans)
    report.check(
      ownEnds.isEmpty, "the server never ends by itself", "\(ownEnds.count) times", ownEnds)
  }

  private func note(_ counts: LedgerCounts, _ report: Report) {
    let moments = kills.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    report.note(
      "\(kills.values.reduce(0, +)) kills in \(time.seconds): "
        + moments.joined(separator: ", "))
    report.note(
      "\(counts.models) models, \(counts.answers) answers (\(counts.statuses) statuses, "
        + "\(counts.prices) prices, \(counts.transcripts) transcripts, \(counts.refusals) "
        + "refusals), "
        + "\(counts.unanswered) calls lost or withdrawn")
    report.note(
      "\(counts.givenUp) pieces of work given up after deaths of the server (the log says so "
        + "\(logged("did not survive")) times), \(counts.forgottenPrices) prices forgotten")
  }

  private func logged(_ words: String) -> Int {
    let text = (try? Data(contentsOf: log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").count { $0.contains(words) }
  }
}
