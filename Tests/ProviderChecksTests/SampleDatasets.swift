import Foundation
import TestSupport

@testable import ProviderChecks

/// Datasets for the guide's service.
enum SampleDatasets {
  /// Clips with their transcripts.
  static func good() throws -> Dataset {
    try archive("good.zip", of: home())
  }

  /// The same, and a file of a type that isn't accepted.
  static func bad() throws -> Dataset {
    try archive("bad.zip", of: home() + [("run.exe", Array("MZ".utf8))])
  }

  /// More than 1 MiB, so that the sample server's price for a training depends on it.
  static func large() throws -> Dataset {
    let clips = (1...2).flatMap { number in
      [("noise-\(number).mp3", noise(600_000)), ("noise-\(number).txt", Array("noise".utf8))]
    }
    return try archive("large.zip", of: home() + clips)
  }

  /// Bytes that can't be compressed.
  private static func noise(_ count: Int) -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<count / 8).flatMap { _ in withUnsafeBytes(of: random.next(), Array.init) }
  }

  private static func home() throws -> [(name: String, bytes: [UInt8])] {
    let folder = Repository.file("Fixtures/clips/home")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appendingPathComponent(name))))
    }
  }

  private static func archive(
    _ name: String, of files: [(name: String, bytes: [UInt8])]
  ) throws -> Dataset {
    let archive = try MadeArchive(.zip)
    for file in files { try archive.add(file.name, file.bytes) }
    return Dataset(name: name, data: try archive.finish())
  }
}
