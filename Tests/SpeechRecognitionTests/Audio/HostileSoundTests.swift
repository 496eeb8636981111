import Foundation
import TestSupport
import Testing

@testable import SpeechRecognition

/// Files that are cut, damaged or made up. Whatever they contain, there is a recording within the
/// limits, or an error.
@Suite struct HostileSoundTests {
  private static let formats = ["mp3", "wav", "flac", "ogg"]

  @Test(arguments: formats) func filesMayEndAnywhere(_ format: String) throws {
    let whole = try Sounds.clip("formats/coffee.\(format)")
    var decoded = 0
    let ends = Array(0..<min(200, whole.count)) + stride(from: 200, to: whole.count, by: 1_997)
    for end in ends {
      if Self.isDecoded(whole.prefix(end)) { decoded += 1 }
    }
    // At least the longest parts of a file are sound.
    #expect(decoded > 0)
    #expect(!Self.isDecoded(whole.prefix(20)))
  }

  @Test(arguments: formats) func bytesMayBeChanged(_ format: String) throws {
    let whole = try Sounds.clip("formats/coffee.\(format)")
    var generator = SeededRandom(seed: 1)
    var decoded = 0
    for _ in 0..<100 {
      var damaged = whole
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        // Half of the changes are in the header, where they do most.
        let end = Bool.random(using: &generator) ? min(200, whole.count) : whole.count
        let place = Int.random(in: 0..<end, using: &generator)
        damaged[place] = .random(in: 0...255, using: &generator)
      }
      if Self.isDecoded(damaged) { decoded += 1 }
    }
    #expect(decoded > 0)
  }

  @Test func noiseIsNotHeard() {
    var generator = SeededRandom(seed: 2)
    for count in 0..<200 {
      let noise = (0..<count * 17).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = Self.isDecoded(Data(noise))
    }
  }

  @Test(arguments: [0, 1, 100, 1 << 31, .max] as [UInt32])
  func lengthsInHeadersAreNotTrusted(_ claimed: UInt32) throws {
    let file = SoundHeaders.wave(
      format: 1, channels: 1, bits: 8, Data(repeating: 99, count: 8_000), claimedBytes: claimed)
    _ = Self.isDecoded(file)
  }

  /// Fails the test for a recording beyond the limits.
  private static func isDecoded(_ file: Data) -> Bool {
    let decoder = AudioDecoder()
    do {
      let recording = try decoder.decode(file)
      #expect(recording.seconds <= decoder.limits.maxSeconds)
      #expect(recording.samples.allSatisfy { abs($0) <= 1 })
      _ = try Utterance(recording)
      return true
    } catch {
      return false
    }
  }
}
