import Foundation
import Testing
import TrainingProvider

@Suite struct BlobDigestTests {
  /// The example of FIPS 180-2, appendix B.1.
  private let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func digestsAreWrittenAsHexadecimalDigits() throws {
    #expect("\(BlobDigest(of: Data("abc".utf8)))" == abc)
    #expect(BlobDigest(hexadecimal: abc.uppercased()) == BlobDigest(of: Data("abc".utf8)))
  }

  @Test(arguments: ["", "ba", String(repeating: "g", count: 64), String(repeating: "0", count: 65)])
  func otherTextsAreRefused(_ text: String) {
    #expect(BlobDigest(hexadecimal: text) == nil)
  }
}
