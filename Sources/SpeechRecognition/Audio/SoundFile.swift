import CSoundFile
import Foundation

/// A file of sound in memory that libsndfile has opened.
struct SoundFile: ~Copyable {
  private let file: OpaquePointer
  private let bytes: BytesInMemory
  private let info: SF_INFO

  /// - Throws: ``AudioError`` if libsndfile doesn't know the format.
  init(_ data: Data) throws(AudioError) {
    bytes = BytesInMemory(data)
    var info = SF_INFO()
    var access = BytesInMemory.access
    // Unretained, because `bytes` lives as long as `file`.
    let context = Unmanaged.passUnretained(bytes).toOpaque()
    guard let file = sf_open_virtual(&access, CInt(SFM_READ), &info, context) else {
      throw AudioError("isn't sound that can be decoded: send \(AudioDecoder.formats)")
    }
    self.file = file
    self.info = info
  }

  deinit {
    sf_close(file)
  }

  var sampleRate: Int { Int(info.samplerate) }

  var channels: Int { Int(info.channels) }

  /// libsndfile reads more than 20 formats, of which some are rarely used, and therefore rarely
  /// tested.
  var isOfAcceptedFormat: Bool {
    let formats = [SF_FORMAT_WAV, SF_FORMAT_WAVEX, SF_FORMAT_FLAC, SF_FORMAT_OGG, SF_FORMAT_MPEG]
    return formats.contains(Int(info.format) & SF_FORMAT_TYPEMASK)
  }

  /// Reads all samples. The header isn't trusted: reading ends where the samples do.
  ///
  /// - Parameter maxFrames: the largest number of samples in a channel.
  /// - Returns: the average of the channels; `nil` if there are more samples than allowed.
  /// - Throws: ``AudioError`` if a sample isn't a finite number.
  borrowing func readMono(upTo maxFrames: Int) throws(AudioError) -> [Float]? {
    let blockFrames = 4096
    var block = [Float](repeating: 0, count: blockFrames * channels)
    var mono: [Float] = []
    while true {
      let read = Int(sf_readf_float(file, &block, sf_count_t(blockFrames)))
      guard read > 0 else { return mono }
      guard mono.count + read <= maxFrames else { return nil }
      for frame in 0..<min(read, blockFrames) {
        var sum: Float = 0
        for channel in 0..<channels { sum += block[frame * channels + channel] }
        guard sum.isFinite else {
          throw AudioError("has samples that aren't finite numbers: encode it again")
        }
        mono.append(min(max(sum / Float(channels), -1), 1))
      }
    }
  }
}
