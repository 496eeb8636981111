import Foundation
import TestSupport
import Testing

@testable import SpeechRecognition

@Suite struct AudioDecoderTests {
  @Test(arguments: ["mp3", "wav", "flac", "ogg"])
  func formatsAreDecodedWhateverTheyAreCalled(_ format: String) throws {
    let recording = try AudioDecoder().decode(Sounds.clip("formats/coffee.\(format)"))
    #expect(recording.sampleRate == 22_050)
    #expect((1.0...2.0).contains(recording.seconds))
    let loudest = recording.samples.map(abs).max() ?? 0
    #expect((0.1...1).contains(loudest))
  }

  @Test func samplesAreThoseOfTheFile() throws {
    var decoder = AudioDecoder()
    decoder.limits.minSeconds = 0
    let recording = try decoder.decode(WaveFile.bytes(of: Data([128, 192, 0, 255])))
    #expect(recording.samples == [0, 0.5, -1, 127 / 128])
    #expect(recording.sampleRate == 8_000)
  }

  @Test(arguments: [
    (WaveFile.bytes(of: Data(count: 8_000), sampleRate: 7_999), "has 7999 samples per second"),
    (WaveFile.bytes(of: Data(count: 8_000), sampleRate: 200_000), "has 200000 samples per second"),
    (WaveFile.bytes(of: Data(count: 80_001)), "is longer than 10.0 s"),
    (WaveFile.bytes(of: Data(count: 799)), "is shorter than 0.1 s"),
    (WaveFile.bytes(of: Data()), "is shorter than 0.1 s"),
    (Data(count: 1 << 20 + 1), "has 1048577 bytes; at most 1048576 are accepted"),
    (Data(), "isn't sound that can be decoded: send mp3, wav, flac or ogg"),
    (Data("this isn't sound".utf8), "isn't sound that can be decoded"),
    (Data("\0\0\0 ftypisom\0\0\u{2}\0isomiso2mp41".utf8), "isn't sound that can be decoded"),
    (SoundHeaders.sun, "isn't sound in a format that is accepted"),
    (SoundHeaders.wave(channels: 9), "has 9 channels; at most 8 are accepted"),
    (SoundHeaders.notANumber, "has samples that aren't finite numbers"),
  ])
  func filesAreRefusedWithAReason(_ file: Data, _ reason: String) throws {
    let error = #expect(throws: AudioError.self) { try AudioDecoder().decode(file) }
    #expect(error?.description.hasPrefix(reason) == true, "\(error?.description ?? "none")")
  }

  @Test func channelsAreMixed() throws {
    let recording = try AudioDecoder().decode(SoundHeaders.wave(channels: 2))
    #expect(recording.samples.count == 4_000)
    #expect(Set(recording.samples) == [-0.25])
  }
}
