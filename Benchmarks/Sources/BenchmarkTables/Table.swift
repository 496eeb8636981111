import Foundation

/// A table that can be printed as text. The first column contains names, the others contain
/// numbers.
package struct Table {
  package let header: [String]
  package var rows: [[String]] = []

  package init(header: [String]) {
    self.header = header
  }

  package var text: String {
    let rows = [header] + rows
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }
      .joined(separator: "  ")
    }
    .joined(separator: "\n")
  }

  package var markdown: String {
    ([header, header.indices.map { $0 == 0 ? "---" : "--:" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}

extension Double {
  /// The number with three significant digits, or with more if it has more digits before the
  /// decimal point.
  package var short: String {
    switch self {
    case rounded(): fixed(0)
    case ..<10: fixed(2)
    case ..<100: fixed(1)
    default: fixed(0)
    }
  }

  /// The number with three significant digits, however small it is.
  package var significant: String {
    formatted(.number.precision(.significantDigits(3)).grouping(.never))
  }

  private func fixed(_ digits: Int) -> String {
    formatted(.number.precision(.fractionLength(digits)).grouping(.never))
  }
}
