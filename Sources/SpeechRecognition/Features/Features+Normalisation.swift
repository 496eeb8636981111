extension Features {
  /// The rows in a range.
  func rows(_ range: ClosedRange<Int>) -> Features {
    var rows = Features(rows: 0, width: width)
    rows.values = Array(values[range.lowerBound * width..<(range.upperBound + 1) * width])
    return rows
  }

  /// The sum of each row.
  var rowSums: [Float] {
    (0..<count).map { row in (0..<width).reduce(0) { $0 + self[row, $1] } }
  }

  /// Gives each column the mean 0 and the variance 1, so that neither the microphone nor the
  /// loudness, and less of the noise, is left (Viikki and Laurila, "Cepstral domain segmental
  /// feature vector normalization for noise robust speech recognition", 1998).
  mutating func normaliseColumns() {
    for column in 0..<width {
      let mean = (0..<count).reduce(Float(0)) { $0 + self[$1, column] } / Float(count)
      let variance = (0..<count).reduce(Float(0)) {
        let deviation = self[$1, column] - mean
        return $0 + deviation * deviation
      }
      let scale = 1 / ((variance / Float(count)).squareRoot() + 1e-3)
      for row in 0..<count { self[row, column] = (self[row, column] - mean) * scale }
    }
  }
}
