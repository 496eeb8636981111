import Foundation
import TestSupport
import Testing

@testable import S3Store

@Suite struct XMLReaderTests {
  private let listing = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- a comment -->
    <s3:ListBucketResult xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/" a='b>c'>
      <IsTruncated>true</IsTruncated>
      <Contents><Key>a&amp;b&#252;&#xFC;</Key><Size>3</Size></Contents>
      <Contents><Key><![CDATA[<x>]]></Key><Empty/></Contents>
    </s3:ListBucketResult>
    """

  @Test func elementsAreRead() throws {
    let root = try XMLReader.read(Array(listing.utf8))
    #expect(root.name == "ListBucketResult")
    #expect(root["IsTruncated"] == "true")
    #expect(root.all("Contents").map { $0["Key"] } == ["a&büü", "<x>"])
    #expect(root.all("Contents")[1]["Empty"] == "")
    #expect(root["Missing"] == nil)
  }

  @Test(arguments: [
    "", " ", "text", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a b></a>", "<a b=c/>", "<a>&x;</a>",
    "<a>&#xD800;</a>", "<a>&#99999999999;</a>", "<a>&", "<a>&#;</a>", "<!DOCTYPE a><a/>",
    "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a", "<a b=\"", "<![CDATA[", "<!--", "<?", "<",
    "<a/>text",
  ])
  func otherTextsAreRefused(_ text: String) {
    #expect(throws: XMLReader.Malformed.self) { try XMLReader.read(Array(text.utf8)) }
  }

  @Test func elementsAreOnlySoDeep() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(
        (String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
    }
    _ = try XMLReader.read(nested(32))
    #expect(throws: XMLReader.Malformed.self) { try XMLReader.read(nested(33)) }
    #expect(throws: XMLReader.Malformed.self) { try XMLReader.read(nested(1_000_000)) }
  }

  /// Whatever the bytes are, reading them ends with a value or an error.
  @Test func changedBytesDoNoHarm() {
    var random = SeededRandom(seed: 7)
    var readable = 0
    for _ in 0..<4_000 {
      var bytes = Array(listing.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = [UInt8(ascii: "<")] }
      }
      if (try? XMLReader.read(bytes)) != nil { readable += 1 }
    }
    #expect(readable > 0 && readable < 4_000)
  }
}
