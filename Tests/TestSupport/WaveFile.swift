public import Foundation

/// Makes WAV files.
public enum WaveFile {
  /// The bytes before the samples.
  public static let headerBytes = 44

  /// A file with one channel and 8 bits per sample.
  ///
  /// - Parameters:
  ///   - samples: the samples; 128 is silence.
  ///   - sampleRate: how many samples make a second.
  public static func bytes(of samples: Data, sampleRate: Int = 8_000) -> Data {
    var file = Data("RIFF".utf8)
    append(UInt32(headerBytes - 8 + samples.count), to: &file)
    file += Data("WAVEfmt ".utf8)
    append(UInt32(16), to: &file)
    append(UInt16(1), to: &file)  // PCM
    append(UInt16(1), to: &file)  // channels
    append(UInt32(sampleRate), to: &file)
    append(UInt32(sampleRate), to: &file)  // bytes per second
    append(UInt16(1), to: &file)  // bytes per frame
    append(UInt16(8), to: &file)  // bits per sample
    file += Data("data".utf8)
    append(UInt32(samples.count), to: &file)
    return file + samples
  }

  private static func append(_ number: some FixedWidthInteger, to data: inout Data) {
    withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
  }
}
