import OurMessages
import PeerMessages

/// How the time grows with a message: numbers that stay the same from row to row are linear.
struct Growth {
  private static let sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
  private static let operations = [Operation.encode, .decode]

  let rounds: Int

  func tables() throws -> [Table] {
    try [
      table("ns per level", [1, 10, 45, 90], depth),
      table("ns per byte", Self.sizes, list),
      table("ns per byte", Self.sizes, blob),
    ]
  }

  private func depth(_ levels: Int) throws -> Case {
    try Case(
      "\(levels) deep", Sample.nested(levels: levels),
      OurMessages.Bench_Nested.self, PeerMessages.Bench_Nested.self)
  }

  private func list(_ size: Int) throws -> Case {
    try Case(
      "list of \(size / 1_000) kB", Sample.list(size / 28),
      OurMessages.Bench_List.self, PeerMessages.Bench_List.self)
  }

  private func blob(_ size: Int) throws -> Case {
    try Case(
      "blob of \(size / 1_000) kB", Sample.blob(size),
      OurMessages.Bench_Blob.self, PeerMessages.Bench_Blob.self)
  }

  /// A row for each size; of the cases only one is in memory at a time.
  private func table(
    _ unit: String, _ sizes: [Int], _ makeCase: (Int) throws -> Case
  ) throws -> Table {
    var table = Table(
      header: [unit]
        + Self.operations.flatMap { operation in
          Contestant.allCases.map { "\(operation.rawValue) \($0.rawValue)" }
        })
    for size in sizes {
      let benchmarked = try makeCase(size)
      let measured = try Self.operations.flatMap { operation in
        let measured = try Measurement.take(operation, of: benchmarked, rounds: rounds)
        return Contestant.allCases.compactMap { measured[$0]?.nanoseconds }
      }
      table.rows.append([benchmarked.name] + measured.map { ($0 / Double(size)).significant })
    }
    return table
  }
}
