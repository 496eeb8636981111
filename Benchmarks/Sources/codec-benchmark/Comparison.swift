import BenchmarkTables
import Foundation

/// All cases, all operations, all contestants.
struct Comparison {
  let cases: [Case]
  let rounds: Int

  /// What all took, and the means of how much faster ours is.
  func tables() throws -> [Table] {
    var table = Table(header: Self.header)
    var means = [Operation: Means]()
    for benchmarked in cases {
      try benchmarked.verify()
      for operation in benchmarked.operations {
        let measured = try Measurement.take(operation, of: benchmarked, rounds: rounds)
        table.rows.append(row(benchmarked, operation, measured))
        means[operation, default: Means()].add(measured)
      }
    }
    return [table, self.table(of: means)]
  }

  private static let header =
    ["case", "bytes", "operation"]
    + ["ns", "MB/s", "allocations"].map { "\($0): \(contestants)" }
    + Contestant.others.map { "× \($0.rawValue)" }

  private static let contestants = Contestant.allCases.map(\.rawValue).joined(separator: " / ")

  private func row(
    _ benchmarked: Case, _ operation: Operation, _ measured: [Contestant: Measurement]
  ) -> [String] {
    let all = Contestant.allCases.compactMap { measured[$0] }
    let megabytes = all.map { Double(benchmarked.bytes.count) / $0.nanoseconds * 1e3 }
    let columns = [all.map(\.nanoseconds), megabytes, all.map(\.allocations)]
    let ratios = all.dropFirst().map { $0.nanoseconds / all[0].nanoseconds }
    return [benchmarked.name, String(benchmarked.bytes.count), operation.rawValue]
      + columns.map { $0.map(\.short).joined(separator: " / ") } + ratios.map(\.short)
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

/// Geometric means of how much faster ours is.
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
