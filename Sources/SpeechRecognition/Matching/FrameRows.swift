/// Rows of features in memory, or each n-th of them.
struct FrameRows {
  let first: UnsafePointer<Float>

  /// The number of rows.
  let count: Int

  /// The distance from a row to the next, in numbers.
  let stride: Int

  /// Each `step`-th row.
  ///
  /// - Parameter step: at least 1.
  func thinned(by step: Int) -> FrameRows {
    FrameRows(first: first, count: (count + step - 1) / step, stride: stride * step)
  }

  subscript(row: Int) -> UnsafePointer<Float> { first + row * stride }
}

extension Features {
  /// Calls `body` with the rows.
  func withRows<T, E: Error>(_ body: (FrameRows) throws(E) -> T) throws(E) -> T? {
    try values.withUnsafeBufferPointer { values throws(E) in
      guard let first = values.baseAddress else { return nil }
      return try body(FrameRows(first: first, count: count, stride: width))
    }
  }
}
