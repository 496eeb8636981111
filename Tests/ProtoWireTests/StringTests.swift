import Fixture_kinds
import ProtoWire
import SwiftProtobuf
import Testing

/// Tests the check of UTF-8, which looks at several bytes at once.
@Suite struct StringTests {
  private func decoded(_ text: [UInt8]) throws -> String {
    let bytes = [0x72, UInt8(text.count)] + text
    return try Fixtures_Kinds_Implicit(serializedBytes: bytes).fString
  }

  @Test(arguments: 1...70)
  func everyByteIsChecked(_ count: Int) throws {
    let letters = (0..<count).map { UInt8(0x61 + $0 % 26) }
    #expect(try decoded(letters).utf8.elementsEqual(letters))
    for index in letters.indices {
      var broken = letters
      broken[index] = 0xFF
      #expect(throws: BinaryDecodingError.invalidUTF8, "\(index) of \(count)") {
        try decoded(broken)
      }
    }
  }

  @Test(arguments: 2...70)
  func otherLettersAreKept(_ count: Int) throws {
    for index in 0..<(count - 1) {
      var letters = [UInt8](repeating: 0x61, count: count)
      letters.replaceSubrange(index...(index + 1), with: "ü".utf8)
      #expect(try decoded(letters).utf8.elementsEqual(letters), "\(index) of \(count)")
    }
  }
}
