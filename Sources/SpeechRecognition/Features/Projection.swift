/// Makes features of the coefficients of a frame and its neighbours, by a matrix.
///
/// The matrix keeps what differs from sound to sound, and drops what differs from voice to voice when the
/// same phrase is spoken. Linear discriminant analysis finds it (Hunt and Lefebvre, "A comparison of
/// several acoustic representations for speech recognition with degraded and undegraded speech", 1989;
/// with neighbours: Haeb-Umbach and Ney, "Linear discriminant analysis for improved large vocabulary
/// continuous speech recognition", 1992). In the space that it maps to, differences between voices have
/// the same variance in all directions, so the Euclidean distance of two rows weighs them rightly.
struct Projection: Hashable, Sendable {
  /// How many neighbours before and after a frame are used.
  let reach: Int

  /// The distance from a neighbour to the next, in frames.
  let step: Int

  /// A row for each number of the result. Its columns are the coefficients of all neighbours, those of
  /// the earliest one first.
  let matrix: Features

  /// - Parameters:
  ///   - reach: how many neighbours before and after a frame are used.
  ///   - step: the distance from a neighbour to the next, in frames.
  ///   - width: the numbers in a row of the matrix.
  ///   - values: the matrix, row after row.
  init(reach: Int, step: Int, width: Int, values: [Float]) {
    self.reach = reach
    self.step = step
    var matrix = Features(rows: 0, width: width)
    matrix.values = values
    self.matrix = matrix
  }

  /// The numbers in a row of the result.
  var width: Int { matrix.count }

  /// Projects each row. Beyond the ends, the first and the last one are repeated.
  func apply(to cepstra: Features) -> Features {
    var result = Features(rows: cepstra.count, width: width)
    for row in 0..<cepstra.count {
      for neighbour in -reach...reach {
        let source = min(max(row + neighbour * step, 0), cepstra.count - 1)
        let first = (neighbour + reach) * cepstra.width
        for output in 0..<width {
          var sum: Float = 0
          for column in 0..<cepstra.width {
            sum += matrix[output, first + column] * cepstra[source, column]
          }
          result[row, output] += sum
        }
      }
    }
    return result
  }
}
