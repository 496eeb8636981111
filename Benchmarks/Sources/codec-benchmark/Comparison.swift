import BenchmarkTables
import Foundation

/// Measures all operations of all cases with all contestants.
struct Comparison {
  let cases: [Case]
  let rounds: Int

  /// Returns a table of all measurements and a table of mean ratios. Also returns the operations in
  /// which our codec allocates memory more often than it has to.
  func tables() throws -> (tables: [Table], wasteful: [String]) {
    var table = Table(header: Self.header)
    var means = [Operation: Means]()
    var wasteful = [String]()
    for benchmarked in cases {
      try benchmarked.verify()
      for operation in benchmarked.operations {
        let measured = try Measurement.take(operation, of: benchmarked, rounds: rounds)
        let pieces = try benchmarked.pieces(operation)
        table.rows.append(row(benchmarked, operation, measured, pieces))
        if !benchmarked.isScattered, (measured[.ours]?.allocations ?? 0) > Double(pieces) {
          wasteful.append("\(benchmarked.name), \(operation.rawValue)")
        }
        means[operation, default: Means()].add(measured)
      }
    }
    return ([table, self.table(of: means)], wasteful)
  }

  private static let header =
    ["case", "bytes", "operation"]
    + ["ns", "MB/s", "allocations"].map { "\($0): \(contestants)" } + ["pieces"]
    + Contestant.others.map { "× \($0.rawValue)" }

  private static let contestants = Contestant.allCases.map(\.rawValue).joined(separator: " / ")

  private func row(
    _ benchmarked: Case, _ operation: Operation, _ measured: [Contestant: Measurement],
    _ pieces: Int
  ) -> [String] {
    let all = Contestant.allCases.compactMap { measured[$0] }
    let megabytes = all.map { Double(benchmarked.bytes.count) / $0.nanoseconds * 1e3 }
    let columns = [all.map(\.nanoseconds), megabytes, all.map(\.allocations)]
    let ratios = all.dropFirst().map { $0.nanoseconds / all[0].nanoseconds }
    return [benchmarked.name, String(benchmarked.bytes.count), operation.rawValue]
      + columns.map { $0.map(\.short).joined(separator: " / ") } + [String(pieces)]
      + ratios.map(\.short)
  }

  private func table(of means: [Operation: Means]) -> Table {
    var table = Table(
      header: ["geometric means"] + Contestant.others.map { "× \($0.rawValue)" })
    for operation in Operation.allCases {
      guard let means = means[operation] else { continue }
      table.rows.append([operation.rawValue] + Contestant.others.map { means.mean(of: $0).short })
    }
    return table
  }
}

/// The geometric means of the other contestants' times, each divided by our time.
private struct Means {
  private var logarithms = [Contestant: [Double]]()

  mutating func add(_ measured: [Contestant: Measurement]) {
    guard let ours = measured[.ours] else { return }
    for (contestant, measurement) in measured {
      logarithms[contestant, default: []].append(log(measurement.nanoseconds / ours.nanoseconds))
    }
  }

  func mean(of contestant: Contestant) -> Double {
    let values = logarithms[contestant] ?? []
    return exp(values.reduce(0, +) / Double(values.count))
  }
}
