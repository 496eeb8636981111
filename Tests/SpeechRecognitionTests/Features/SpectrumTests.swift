import Foundation
import Testing

@testable import SpeechRecognition

@Suite struct SpectrumTests {
  @Test(arguments: [500.0, 1_000, 3_000])
  func aToneIsALineInTheSpectrum(_ hertz: Double) throws {
    let spectrum = try PowerSpectrum(frameLength: 400, sampleRate: 16_000)
    let samples = (0..<400).map { Float(sin(2 * .pi * hertz * Double($0) / 16_000)) }
    spectrum.transform(samples, from: 0)
    let loudest = spectrum.powers.indices.max { spectrum.powers[$0] < spectrum.powers[$1] } ?? 0
    #expect(abs(Double(loudest) * spectrum.resolution - hertz) <= spectrum.resolution)
  }

  /// Samples of an earlier frame don't remain.
  @Test func framesBeyondTheEndAreSilent() throws {
    let spectrum = try PowerSpectrum(frameLength: 100, sampleRate: 8_000)
    spectrum.transform([Float](repeating: 1, count: 100), from: 0)
    #expect(spectrum.powers.contains { $0 > 0 })
    for start in [100, 1_000] {
      spectrum.transform([Float](repeating: 1, count: 100), from: start)
      #expect(spectrum.powers.allSatisfy { $0 == 0 })
    }
  }

  /// A frequency is in at most two filters, whose weights add up to 1 between their centres.
  @Test(arguments: [15.625, 31.25, 46.875])
  func filtersOverlapByHalf(_ resolution: Double) {
    let filters = MelFilters(24, in: 100...3_800, resolution: resolution)
    for bin in 0..<Int(4_000 / resolution) {
      var powers = [Float](repeating: 0, count: Int(8_000 / resolution))
      powers[bin] = 1
      var outputs = Features(rows: 1, width: 24)
      filters.apply(to: powers, row: 0, of: &outputs)
      let hertz = Double(bin) * resolution
      let sum = outputs.values.reduce(0, +)
      #expect(outputs.values.count { $0 > 0 } <= 2)
      if hertz <= 100 || hertz >= 3_800 { #expect(sum == 0, "\(hertz)") }
      if (200...3_400).contains(hertz) { #expect(abs(sum - 1) < 1e-3, "\(hertz) \(sum)") }
    }
  }

  @Test func theTransformSeparatesLevelAndShape() {
    var inputs = Features(rows: 2, width: 24)
    for column in 0..<24 {
      inputs[0, column] = 3
      inputs[1, column] = cos(Float.pi * 2 * (Float(column) + 0.5) / 24)
    }
    let cepstra = CosineTransform(from: 24, to: 5).apply(to: inputs)
    for column in 0..<5 {
      #expect((abs(cepstra[0, column]) > 1) == (column == 0))
      #expect((abs(cepstra[1, column]) > 1) == (column == 2))
    }
  }

  @Test func columnsAreNormalised() {
    var features = Features(rows: 50, width: 2)
    for row in 0..<50 { (features[row, 0], features[row, 1]) = (Float(row), 7) }
    features.normaliseColumns()
    let column = (0..<50).map { features[$0, 0] }
    #expect(abs(column.reduce(0, +)) < 1e-3)
    #expect(abs(column.reduce(0) { $0 + $1 * $1 } / 50 - 1) < 0.01)
    #expect((0..<50).allSatisfy { features[$0, 1] == 0 })
  }

  @Test func speechStandsOut() {
    let powers = (0..<100).map { (30..<60).contains($0) ? Float(1) : 0.001 }
    #expect(SpeechRange.find(in: powers) == 27...62)
    #expect(SpeechRange.find(in: [1]) == 0...0)
    #expect(SpeechRange.find(in: [0, 0]) == 0...1)
  }
}
