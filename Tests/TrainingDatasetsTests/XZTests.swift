import TestSupport
import Testing
import TrainingDatasets
import TrainingManifest

/// xz states the size of the dictionary in each block, anywhere in the file.
@Suite struct XZTests {
  @Test func aHugeDictionaryIsRefused() throws {
    #expect(try inspect(TemporaryFile(stream(dictionary: 40))).brokenRules == ["entry.compression"])
    // `xz -9` uses 64 MiB. The next size is 96 MiB.
    #expect(try inspect(TemporaryFile(stream(dictionary: 28))).brokenRules == [])
    #expect(try inspect(TemporaryFile(stream(dictionary: 29))).brokenRules == ["entry.compression"])
  }

  /// Several streams may follow each other, with zeros between them and any number of blocks.
  @Test(arguments: [0, 4, 8000])
  func aLaterDictionaryIsRefusedToo(zeros: Int) throws {
    let tar = try ArchiveWriter.archive(
      .tar, of: [.file("a", bytes: 300_000), .file(named: [0x62], Self.noise(300_000))]
    ).bytes()
    let cut = tar.count / 2
    let first = try ArchiveWriter.compressed(.tarXZ, Array(tar[..<cut])).bytes()
    let between = [UInt8](repeating: 0, count: zeros)
    for (dictionary, rules) in [(20 as UInt8, []), (39, ["entry.compression"])] {
      let second = try stream(dictionary: dictionary, of: Array(tar[cut...]))
      let report = try inspect(TemporaryFile(first + between + second))
      #expect(report.brokenRules == rules)
    }
  }

  /// Numbers have at most nine bytes (1.2). With 2⁶³ blocks, the count of numbers would overflow to
  /// 0.
  @Test(arguments: [
    Array(repeating: 0x80, count: 9) + [1, 0], Array(repeating: 0x80, count: 9) + [2, 0],
    Array(repeating: 0xFF, count: 8) + [0x7F, 0, 0], Array(repeating: 0xFF, count: 300_000), [],
  ])
  func anIndexMayNotLie(numbers: [UInt8]) throws {
    let header: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 1, 0x69, 0x22, 0xDE, 0x36]
    let report = try inspect(TemporaryFile(header + [0] + numbers))
    #expect(["archive.truncated", "archive.unreadable"].contains(report.brokenRules.first))
  }

  private static func noise(_ count: Int) -> [UInt8] {
    var noise = SeededRandom(seed: 7)
    return (0..<count).map { _ in .random(in: 0...255, using: &noise) }
  }

  /// A tar.xz whose block requires a dictionary (The .xz File Format, 3.1 and 5.3.1).
  private func stream(dictionary: UInt8, of content: [UInt8]? = nil) throws -> [UInt8] {
    let tar = try content ?? ArchiveWriter.archive(.tar, of: [.file("a")]).bytes()
    var bytes = try ArchiveWriter.compressed(.tarXZ, tar).bytes()
    bytes.forgeDictionary(dictionary)
    return bytes
  }
}
