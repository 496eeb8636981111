import CSoundFile
public import Foundation

/// Decodes files of sound with libsndfile: WAV, FLAC, Ogg (Vorbis, Opus) and MP3. The content
/// decides, whatever the file's name is.
public struct AudioDecoder: Sendable {
  /// The formats that are accepted, for messages.
  public static let formats = "mp3, wav, flac or ogg"

  /// What a file may contain.
  public var limits: AudioLimits

  /// Creates a decoder.
  public init(limits: AudioLimits = AudioLimits()) {
    self.limits = limits
  }

  /// Decodes a file, and mixes its channels into one.
  ///
  /// - Throws: ``AudioError``
  public func decode(_ file: Data) throws(AudioError) -> Recording {
    guard file.count <= limits.maxBytes else {
      throw AudioError("has \(file.count) bytes; at most \(limits.maxBytes) are accepted")
    }
    let sound = try SoundFile(file)
    try check(sound)
    let maxFrames = Int(limits.maxSeconds * Double(sound.sampleRate))
    let samples = try sound.readMono(upTo: maxFrames)
    guard let samples else {
      throw AudioError("is longer than \(limits.maxSeconds) s: cut it, or send several files")
    }
    let recording = Recording(samples: samples, sampleRate: sound.sampleRate)
    guard recording.seconds >= limits.minSeconds else {
      throw AudioError("is shorter than \(limits.minSeconds) s, so it can't contain a word")
    }
    return recording
  }

  private func check(_ sound: borrowing SoundFile) throws(AudioError) {
    guard sound.isOfAcceptedFormat else {
      throw AudioError("isn't sound in a format that is accepted: send \(Self.formats)")
    }
    guard limits.sampleRates.contains(sound.sampleRate) else {
      throw AudioError(
        "has \(sound.sampleRate) samples per second; \(limits.sampleRates.lowerBound) to "
          + "\(limits.sampleRates.upperBound) are accepted")
    }
    guard (1...limits.maxChannels).contains(sound.channels) else {
      throw AudioError(
        "has \(sound.channels) channels; at most \(limits.maxChannels) are accepted")
    }
  }
}
