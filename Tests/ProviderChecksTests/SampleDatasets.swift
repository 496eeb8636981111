import Foundation
import TestSupport

@testable import ProviderChecks

/// Datasets for the guide's service.
enum SampleDatasets {
  /// Clips with their transcripts.
  static func good() throws -> Dataset {
    try archive("good.zip", of: clips(ofSeconds: 1, at: 8_000))
  }

  /// The same, and a file of a type that isn't accepted.
  static func bad() throws -> Dataset {
    try archive("bad.zip", of: clips(ofSeconds: 1, at: 8_000) + [("run.exe", Data("MZ".utf8))])
  }

  /// More than 1 MiB, so that the sample server's price for a training depends on it.
  static func large() throws -> Dataset {
    try archive("large.zip", of: clips(ofSeconds: 6, at: 100_000))
  }

  /// Two clips of noise, which can't be compressed, with their transcripts.
  private static func clips(
    ofSeconds seconds: Int, at sampleRate: Int
  ) -> [(name: String, bytes: Data)] {
    (1...2).flatMap { number in
      let clip = WaveFile.bytes(of: noise(seconds * sampleRate), sampleRate: sampleRate)
      return [("noise-\(number).mp3", clip), ("noise-\(number).txt", Data("noise \(number)".utf8))]
    }
  }

  private static func noise(_ count: Int) -> Data {
    var random = SeededRandom(seed: UInt64(count))
    return Data((0..<count / 8).flatMap { _ in withUnsafeBytes(of: random.next(), Array.init) })
  }

  private static func archive(
    _ name: String, of files: [(name: String, bytes: Data)]
  ) throws -> Dataset {
    let archive = try MadeArchive(.zip)
    for file in files { try archive.add(file.name, Array(file.bytes)) }
    return Dataset(name: name, data: try archive.finish())
  }
}
