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

  /// Appends to each row the slopes of its columns over time (Furui, "Speaker-independent isolated
  /// word recognition using dynamic features of speech spectrum", 1986).
  ///
  /// - Parameters:
  ///   - reach: how many rows before and after a row its slope is computed from; at least 1.
  ///   - weight: the factor for slopes.
  func withChanges(reach: Int, weight: Float) -> Features {
    var result = Features(rows: count, width: 2 * width)
    let scale = weight / Float(2 * (1...reach).reduce(0) { $0 + $1 * $1 })
    for row in 0..<count {
      for column in 0..<width {
        var slope: Float = 0
        for distance in 1...reach {
          let (before, after) = (max(row - distance, 0), min(row + distance, count - 1))
          slope += Float(distance) * (self[after, column] - self[before, column])
        }
        result[row, column] = self[row, column]
        result[row, width + column] = slope * scale
      }
    }
    return result
  }
}
