import BenchmarkTables
import OurMessages
import PeerMessages

/// Measures how the time grows with the size of a message. If the numbers are the same in each row,
/// the time is linear.
struct Growth {
  private static let sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
  // With larger sizes, a contestant whose time isn't linear would take minutes.
  private static let hostileSizes = [1_000, 10_000, 100_000, 1_000_000]
  private static let operations = [Operation.encode, .decode]

  let contestants: Contestants

  func tables() throws -> [Table] {
    try [
      table("ns per level", [1, 10, 45, 90], depth),
      table("ns per byte", Self.sizes, list),
      table("ns per byte", Self.sizes, blob),
      table("ns per byte", Self.sizes, unknown),
      table("ns per byte", Self.hostileSizes, packedOneByOne),
    ]
  }

  private func depth(_ levels: Int) throws -> Case {
    Case(
      "\(levels) deep", try Sample.nested(levels: levels),
      OurMessages.Bench_Nested.self, PeerMessages.Bench_Nested.self)
  }

  private func list(_ size: Int) throws -> Case {
    Case(
      "list of \(size / 1_000) kB", try Sample.list(size / 28),
      OurMessages.Bench_List.self, PeerMessages.Bench_List.self)
  }

  private func blob(_ size: Int) throws -> Case {
    Case(
      "blob of \(size / 1_000) kB", try Sample.blob(size),
      OurMessages.Bench_Blob.self, PeerMessages.Bench_Blob.self)
  }

  private func unknown(_ size: Int) throws -> Case {
    Case(
      "\(size / 1_000) kB unknown", HostileSample.unknown(size / 13),
      OurMessages.Bench_Older.self, PeerMessages.Bench_Older.self)
  }

  private func packedOneByOne(_ size: Int) throws -> Case {
    Case(
      "\(size / 1_000) kB packed one by one", HostileSample.packedOneByOne(size / 5),
      OurMessages.Bench_Packed.self, PeerMessages.Bench_Packed.self, operations: [.decode])
  }

  /// Returns a table with a row for each size. Only one case is in memory at a time.
  private func table(
    _ unit: String, _ sizes: [Int], _ makeCase: (Int) throws -> Case
  ) throws -> Table {
    var table = Table(
      header: [unit]
        + Self.operations.flatMap { operation in
          contestants.all.map { "\(operation.rawValue) \($0.title)" }
        })
    for size in sizes {
      let benchmarked = try makeCase(size)
      let row = try Self.operations.flatMap { operation in
        guard benchmarked.operations.contains(operation) else {
          return contestants.all.map { _ in "–" }
        }
        let measured = try Measurement.take(operation, of: benchmarked, by: contestants)
        return contestants.all.compactMap { measured[$0] }.map {
          ($0.nanoseconds / Double(size)).significant
        }
      }
      table.rows.append([benchmarked.name] + row)
    }
    return table
  }
}
