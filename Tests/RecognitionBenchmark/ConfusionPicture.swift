import Foundation

/// A confusion matrix as a picture: the darker a cell, the more often its column was heard for its
/// row.
struct ConfusionPicture {
  let matrix: ConfusionMatrix

  private static let cell = 26
  private static let margin = 190

  var svg: String {
    let width = Self.margin + matrix.heard.count * Self.cell + 10
    let height = Self.margin + matrix.spoken.count * Self.cell + 10
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-family="sans-serif" font-size="12">
      <title>What was heard (columns) when a phrase was spoken (rows)</title>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      \(rowNames)
      \(columnNames)
      \(cells)
      </svg>

      """
  }

  private var rowNames: String {
    lines(matrix.spoken.indices) { row in
      """
      <text x="\(Self.margin - 8)" y="\(Self.place(row) + 17)" text-anchor="end">\
      \(matrix.spoken[row])</text>
      """
    }
  }

  private var columnNames: String {
    lines(matrix.heard.indices) { column in
      let (x, y) = (Self.place(column) + 17, Self.margin - 8)
      return
        """
        <text x="\(x)" y="\(y)" transform="rotate(-90 \(x) \(y))">\(matrix.heard[column])</text>
        """
    }
  }

  private var cells: String {
    lines(matrix.spoken.indices) { row in
      lines(matrix.heard.indices) { column in cell(row, column) }
    }
  }

  private func cell(_ row: Int, _ column: Int) -> String {
    let (x, y) = (Self.place(column), Self.place(row))
    let share = matrix.share(row, column)
    let box = """
      <rect x="\(x)" y="\(y)" width="\(Self.cell - 1)" height="\(Self.cell - 1)" \
      fill="\(Self.color(share, isRight: isRight(row, column)))"/>
      """
    guard matrix.counts[row][column] > 0 else { return box }
    return box + """
      <text x="\(x + Self.cell / 2)" y="\(y + 17)" text-anchor="middle" font-size="10" \
      fill="\(share > 0.5 ? "#ffffff" : "#222222")">\(matrix.counts[row][column])</text>
      """
  }

  private func isRight(_ row: Int, _ column: Int) -> Bool { row == column }

  /// Blue for what is right, red for what isn't.
  private static func color(_ share: Double, isRight: Bool) -> String {
    let fade = { (full: Double) in Int(245 - (245 - full) * min(share, 1).squareRoot()) }
    let color = isRight ? (24.0, 90.0, 160.0) : (190.0, 40.0, 30.0)
    return String(format: "#%02x%02x%02x", fade(color.0), fade(color.1), fade(color.2))
  }

  private static func place(_ index: Int) -> Int { margin + index * cell }

  private func lines(_ indices: Range<Int>, _ line: (Int) -> String) -> String {
    indices.map(line).joined(separator: "\n")
  }
}
