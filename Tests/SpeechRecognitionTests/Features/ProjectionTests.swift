import Testing

@testable import SpeechRecognition

@Suite struct ProjectionTests {
  /// A matrix that subtracts the neighbour two frames ago from the one in two frames gives the slope.
  @Test func neighboursAreWeighted() {
    var line = Features(rows: 9, width: 2)
    for row in 0..<9 { (line[row, 0], line[row, 1]) = (3 * Float(row), 7) }
    let slopes = Projection(
      reach: 1, step: 2, width: 6, values: [-0.25, 0, 0, 0, 0.25, 0, 0, 0, 0, 1, 0, 0]
    ).apply(to: line)
    #expect(slopes.width == 2)
    #expect(slopes.count == 9)
    for row in 2..<7 { #expect(abs(slopes[row, 0] - 3) < 1e-5) }
    #expect((0..<9).allSatisfy { slopes[$0, 1] == 7 })
    // Beyond the ends, the first and the last row are repeated.
    #expect(abs(slopes[0, 0] - 1.5) < 1e-5)
    #expect(abs(slopes[8, 0] - 1.5) < 1e-5)
  }

  @Test(arguments: [1, 2, 5]) func utterancesMayBeShort(_ count: Int) {
    let settings = FeatureSettings()
    let features = settings.projection.apply(to: Features(rows: count, width: settings.cepstra))
    #expect(features.count == count)
    #expect(features.values.allSatisfy { $0 == 0 })
  }

  /// The matrix fits the coefficients, and what time warping compares.
  @Test func theLearnedMatrixFits() {
    let settings = FeatureSettings()
    let projection = settings.projection
    #expect(projection.matrix.width == (2 * projection.reach + 1) * settings.cepstra)
    #expect(settings.width.isMultiple(of: TimeWarp.blockWidth))
    #expect(projection.matrix.values.allSatisfy { $0.isFinite })
  }
}
