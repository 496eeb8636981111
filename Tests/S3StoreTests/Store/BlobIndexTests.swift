import Foundation
import TestSupport
import Testing

@testable import S3Store

@Suite struct BlobIndexTests {
  private let index = BlobIndex(
    files: [
      BlobIndex.File(path: "a/weights", bytes: 11, partBytes: 5, digests: ["x", "y", "z"]),
      BlobIndex.File(path: "run", isExecutable: true),
    ], folders: ["empty"], links: [BlobIndex.Link(path: "a/link", target: "../run")])

  @Test func anIndexComesBack() throws {
    let data = try index.encoded()
    #expect(try BlobIndex(reading: data) == index)
    #expect(try index.encoded() == data)
    #expect(index.bytes == 11)
    #expect(index.files[0].parts == [0..<5, 5..<10, 10..<11])
    let dataset = BlobIndex(files: [BlobIndex.File(bytes: 5, partBytes: 5, digests: ["x"])])
    #expect(try BlobIndex(reading: dataset.encoded()) == dataset)
  }

  @Test(arguments: [
    "", "/a", "a/", "a//b", ".", "..", "a/../b", "../a", "a/./b", "a\0b",
  ])
  func pathsOutsideTheBlobAreRefused(_ path: String) throws {
    for broken in [
      BlobIndex(files: [BlobIndex.File(path: path), BlobIndex.File(path: "x")]),
      BlobIndex(files: [BlobIndex.File(path: "x")], folders: [path]),
      BlobIndex(links: [BlobIndex.Link(path: path, target: "x")]),
    ] {
      let error = try #require(throws: S3Error.self) {
        try BlobIndex(reading: broken.encoded())
      }
      #expect(error.code == .damaged)
    }
  }

  @Test(arguments: ["", "/etc/passwd", "..", "../..", "../x/../../y", "x/../..", "x/.."])
  func linksOutOfTheBlobAreRefused(_ target: String) throws {
    #expect(!RelativePath.leadsInside(target, from: "link"))
    let broken = BlobIndex(links: [BlobIndex.Link(path: "link", target: target)])
    #expect(throws: S3Error.self) { try BlobIndex(reading: broken.encoded()) }
  }

  @Test func linksInsideAreAccepted() {
    #expect(RelativePath.leadsInside("../x/y", from: "a/link"))
    #expect(RelativePath.leadsInside("x", from: "link"))
    #expect(!RelativePath.leadsInside("../../x", from: "a/link"))
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "{\"version\":2,\"files\":[],\"folders\":[],\"links\":[]}",
    BlobIndexTests.file("\"bytes\":-1,\"partBytes\":1,\"digests\":[]"),
    BlobIndexTests.file("\"bytes\":1,\"partBytes\":0,\"digests\":[\"x\"]"),
    BlobIndexTests.file("\"bytes\":1,\"partBytes\":1,\"digests\":[]"),
    BlobIndexTests.file("\"bytes\":18446744073709551615,\"partBytes\":1,\"digests\":[\"x\"]"),
    BlobIndexTests.file("\"bytes\":1e300,\"partBytes\":1,\"digests\":[\"x\"]"),
    String(repeating: "[", count: 100_000),
  ])
  func otherTextsAreRefused(_ text: String) {
    let error = #expect(throws: S3Error.self) { try BlobIndex(reading: Data(text.utf8)) }
    #expect(error?.code == .damaged)
  }

  fileprivate static func file(_ sizes: String) -> String {
    "{\"version\":1,\"files\":[{\"path\":\"x\",\(sizes),\"isExecutable\":false}],"
      + "\"folders\":[],\"links\":[]}"
  }

  /// Whatever the bytes are, reading them ends with a sound index or an error.
  @Test func changedBytesDoNoHarm() throws {
    var random = SeededRandom(seed: 3)
    let text = Array(try index.encoded())
    for _ in 0..<5_000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = random.one(of: Array("0123456789\"{}[],:/.-e".utf8))
      }
      guard let read = try? BlobIndex(reading: Data(bytes)) else { continue }
      for file in read.files { #expect(file.parts.last?.upperBound ?? 0 == file.bytes) }
    }
  }
}
