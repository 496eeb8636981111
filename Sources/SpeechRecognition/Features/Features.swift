/// The features of an utterance: a row of numbers for each frame.
package struct Features: Hashable, Sendable {
  /// The numbers, row after row.
  package var values: [Float]

  /// The numbers in a row.
  package let width: Int

  init(rows count: Int, width: Int) {
    values = Array(repeating: 0, count: count * width)
    self.width = width
  }

  /// The number of rows.
  var count: Int { values.count / width }

  subscript(row: Int, column: Int) -> Float {
    get { values[row * width + column] }
    set { values[row * width + column] = newValue }
  }
}
