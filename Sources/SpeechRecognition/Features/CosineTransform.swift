import Foundation

/// The discrete cosine transform that makes cepstral coefficients of the logarithms of filter
/// outputs.
struct CosineTransform {
  private let matrix: Features

  /// - Parameters:
  ///   - inputs: the number of filters.
  ///   - outputs: the number of coefficients.
  init(from inputs: Int, to outputs: Int) {
    var matrix = Features(rows: outputs, width: inputs)
    let scale = (2 / Float(inputs)).squareRoot()
    for row in 0..<outputs {
      for column in 0..<inputs {
        let phase = Float.pi * Float(row) * (Float(column) + 0.5) / Float(inputs)
        matrix[row, column] = scale * cos(phase)
      }
    }
    self.matrix = matrix
  }

  /// Transforms each row.
  func apply(to inputs: Features) -> Features {
    var outputs = Features(rows: inputs.count, width: matrix.count)
    for row in 0..<inputs.count {
      for column in 0..<matrix.count {
        var sum: Float = 0
        for index in 0..<matrix.width { sum += matrix[column, index] * inputs[row, index] }
        outputs[row, column] = sum
      }
    }
    return outputs
  }
}
