import Foundation
import TestSupport

@testable import SpeechRecognition

/// Sounds for tests.
enum Sounds {
  /// Clips that `Scripts/clips` speaks.
  static let clips = Repository.file(".build/clips")

  static func clip(_ path: String) throws -> Data {
    try Data(contentsOf: clips.appendingPathComponent(path))
  }

  static func utterance(_ path: String) throws -> Utterance {
    try Utterance(AudioDecoder().decode(clip(path)))
  }

  /// A tone that goes from one frequency to another and has silence around it.
  ///
  /// - Parameters:
  ///   - from: the first frequency in hertz.
  ///   - to: the last frequency.
  ///   - seconds: the duration of the tone.
  ///   - sampleRate: how many samples make a second.
  ///   - volume: the amplitude.
  static func sweep(
    from: Double, to: Double, seconds: Double = 0.6, sampleRate: Int = 16_000, volume: Float = 0.5
  ) -> Recording {
    let silence = [Float](repeating: 0, count: sampleRate / 5)
    var phase = 0.0
    let count = Int(seconds * Double(sampleRate))
    let tone = (0..<count).map { index in
      phase += 2 * .pi * (from + (to - from) * Double(index) / Double(count)) / Double(sampleRate)
      return volume * Float(sin(phase))
    }
    return Recording(samples: silence + tone + silence, sampleRate: sampleRate)
  }
}
