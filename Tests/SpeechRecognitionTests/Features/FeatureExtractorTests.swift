import Foundation
import Testing

@testable import SpeechRecognition

@Suite struct FeatureExtractorTests {
  private static let warp = TimeWarp(width: FeatureSettings().width)

  @Test(arguments: [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
  func featuresDoNotDependOnTheSampleRate(_ rate: Int) throws {
    let rising = try distance(
      Sounds.sweep(from: 300, to: 3_000, sampleRate: rate), Sounds.sweep(from: 300, to: 3_000))
    let falling = try distance(
      Sounds.sweep(from: 300, to: 3_000, sampleRate: rate), Sounds.sweep(from: 3_000, to: 300))
    #expect(rising < 0.3 * falling, "\(rising), \(falling)")
  }

  /// The decoder refuses such rates, but not everybody has to use it.
  @Test(arguments: [1, 100, 4_000]) func ratesMayBeLow(_ rate: Int) throws {
    let samples = (0..<rate).map { Float(sin(Double($0 + 1))) }
    let features = try? Utterance(Recording(samples: samples, sampleRate: rate)).features
    #expect(features?.values.allSatisfy(\.isFinite) != false)
  }

  @Test func featuresDoNotDependOnTheVolume() throws {
    let loud = Sounds.sweep(from: 300, to: 3_000, volume: 0.9)
    let soft = Sounds.sweep(from: 300, to: 3_000, volume: 0.01)
    #expect(try distance(loud, soft) < 0.01)
  }

  @Test func featuresDoNotDependOnTheSpeed() throws {
    let fast = Sounds.sweep(from: 300, to: 3_000, seconds: 0.5)
    let slow = Sounds.sweep(from: 300, to: 3_000, seconds: 0.8)
    let other = Sounds.sweep(from: 3_000, to: 300, seconds: 0.5)
    #expect(try distance(fast, slow) < 0.3 * distance(fast, other))
  }

  @Test func silenceHasNoFeatures() {
    let silence = Recording(samples: [Float](repeating: 0, count: 8_000), sampleRate: 8_000)
    let error = #expect(throws: AudioError.self) { try Utterance(silence) }
    #expect(error?.description == "is silent: record it again")
  }

  @Test(arguments: [0, 1, 10, 199, 200, 201, 400])
  func recordingsMayBeShort(_ count: Int) throws {
    let samples = (0..<count).map { Float(sin(Double($0 + 1))) }
    let features = try? Utterance(Recording(samples: samples, sampleRate: 8_000)).features
    #expect((features?.count ?? 0 > 0) == (count > 0))
    #expect(features?.values.allSatisfy(\.isFinite) != false)
  }

  /// The silence before and after speech makes no difference.
  @Test func silenceAroundSpeechIsLeftOut() throws {
    let sweep = Sounds.sweep(from: 300, to: 3_000)
    var padded = sweep
    padded.samples = [Float](repeating: 0, count: 20_000) + sweep.samples
    #expect(try distance(sweep, padded) < 0.1)
    let count = try Utterance(padded).features.count
    #expect(try abs(count - Utterance(sweep).features.count) <= 2)
  }

  private func distance(_ x: Recording, _ y: Recording) throws -> Float {
    let (x, y) = (try Utterance(x).features, try Utterance(y).features)
    return x.withRows { x in y.withRows { y in Self.warp.distance(x, y) } ?? .nan } ?? .nan
  }
}
