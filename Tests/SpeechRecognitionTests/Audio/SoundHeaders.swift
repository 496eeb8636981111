import Foundation

/// Files of sound with unusual headers.
enum SoundHeaders {
  /// A file in Sun's format, which libsndfile reads.
  static let sun: Data = {
    var file = Data(".snd".utf8)
    for number: UInt32 in [24, 8_000, 2, 8_000, 1] {
      withUnsafeBytes(of: number.bigEndian) { file.append(contentsOf: $0) }
    }
    return file + Data(count: 8_000)
  }()

  /// A WAV file with 8 000 bytes, of which the first channel's are 0 and the others' are 192.
  static func wave(channels: UInt16) -> Data {
    let frame = Data([0]) + Data(repeating: 192, count: Int(channels) - 1)
    var samples = Data()
    while samples.count < 8_000 { samples += frame }
    return wave(format: 1, channels: channels, bits: 8, samples.prefix(8_000))
  }

  /// A WAV file with floating-point numbers, one of which isn't a number.
  static let notANumber: Data = {
    var samples = Data(count: 4_000)
    withUnsafeBytes(of: Float.nan.bitPattern.littleEndian) {
      samples.replaceSubrange(400..<404, with: $0)
    }
    return wave(format: 3, channels: 1, bits: 32, samples)
  }()

  static func wave(
    format: UInt16, channels: UInt16, bits: UInt16, _ samples: Data, claimedBytes: UInt32? = nil
  ) -> Data {
    let frame = UInt32(channels) * UInt32(bits) / 8
    return Data("RIFF".utf8) + bytes(UInt32(36 + samples.count)) + Data("WAVEfmt ".utf8)
      + bytes(UInt32(16)) + bytes(format) + bytes(channels) + bytes(UInt32(8_000))
      + bytes(8_000 * frame) + bytes(UInt16(frame)) + bytes(bits) + Data("data".utf8)
      + bytes(claimedBytes ?? UInt32(samples.count)) + samples
  }

  private static func bytes(_ number: some FixedWidthInteger) -> Data {
    withUnsafeBytes(of: number.littleEndian) { Data($0) }
  }
}
