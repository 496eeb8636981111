import BenchmarkTables

/// Measures all operations of all cases with all contestants.
struct Comparison {
  let cases: [Case]
  let contestants: Contestants

  /// Returns tables of all measurements and ratios. Also returns the operations in which our codec
  /// allocates memory more often than it has to.
  func tables() throws -> (tables: [Table], wasteful: [String]) {
    let results = try cases.map { benchmarked in
      try benchmarked.verify(contestants.all, contestants.modules)
      return try Result(of: benchmarked, by: contestants)
    }
    let tables = [
      timeTable(of: results), allocationTable(of: results), valueTable(of: results),
      ratioTable(of: results),
    ]
    return (tables, results.flatMap(\.wasteful))
  }

  private func timeTable(of results: [Result]) -> Table {
    var table = Table(
      header: ["case", "bytes", "operation", "ns", "MB/s"]
        + contestants.others.map { "× \($0.title)" })
    for result in results {
      for operation in result.operations(of: Operation.coding) {
        guard let nanoseconds = result.nanoseconds(operation, .ours) else { continue }
        let megabytes = Double(result.bytes) / nanoseconds * 1e3
        table.rows.append(
          [result.name, String(result.bytes), operation.rawValue]
            + [nanoseconds.short, megabytes.short]
            + contestants.others.map { result.ratio(operation, $0).cell })
      }
    }
    return table
  }

  private func allocationTable(of results: [Result]) -> Table {
    let operations: [Operation] = [.encode, .decode]
    let titles = contestants.all.map(\.title).joined(separator: " / ")
    var table = Table(
      header: ["allocations: \(titles)", "pieces"] + operations.map(\.rawValue))
    for result in results {
      let cells = operations.map { operation in
        contestants.all.map { result.allocations(operation, $0).cell }.joined(separator: " / ")
      }
      table.rows.append([result.name, result.pieces[.decode].map(String.init) ?? "–"] + cells)
    }
    return table
  }

  private func valueTable(of results: [Result]) -> Table {
    let copying = contestants.others.filter { $0 != .native }
    let comparing = contestants.others.filter { $0 == .peer }
    let sized = contestants.all.filter { [.ours, .peer, .debian, .cpp].contains($0) }
    func header(_ operation: Operation, _ others: [Contestant]) -> [String] {
      ["\(operation.rawValue), ns"] + others.map { "× \($0.title)" }
    }
    var table = Table(
      header: ["case", "bytes of a message: " + sized.map(\.title).joined(separator: " / ")]
        + header(.copy, copying) + header(.compare, comparing) + header(.hash, comparing))
    for result in results where !result.operations(of: Operation.values).isEmpty {
      func cells(_ operation: Operation, _ others: [Contestant]) -> [String] {
        [result.nanoseconds(operation, .ours).cell]
          + others.map { result.ratio(operation, $0).cell }
      }
      let sizes = sized.map { result.messageSizes[$0].map(String.init) ?? "–" }
      table.rows.append(
        [result.name, sizes.joined(separator: " / ")]
          + cells(.copy, copying) + cells(.compare, comparing) + cells(.hash, comparing))
    }
    return table
  }

  private func ratioTable(of results: [Result]) -> Table {
    var table = Table(
      header: ["all cases", ""] + contestants.others.map { "× \($0.title)" })
    for operation in Operation.allCases {
      let ratios = contestants.others.map { other in
        Ratios(results.compactMap { $0.ratio(operation, other) })
      }
      for summary in Ratios.Summary.allCases where ratios.contains(where: { !$0.isEmpty }) {
        table.rows.append(
          [operation.rawValue, summary.rawValue] + ratios.map { $0[summary].cell })
      }
    }
    return table
  }
}

extension Double? {
  /// The number, or a dash if there isn't one.
  fileprivate var cell: String { self?.short ?? "–" }
}
