import Fixture_kinds
import Foundation
import SwiftProtobuf
import Testing

@testable import ProtoWire

/// Tests strings that Swift keeps in the string itself, and those that are just too long for that.
@Suite struct SmallStringTests {
  /// A different layout in another version of Swift isn't an error, but costs speed.
  @Test func theLayoutIsKnown() {
    #expect(SmallString.isKnown)
  }

  /// The string has the bits of one that the standard library has made, wherever it ends in the
  /// input.
  @Test(arguments: 0...17, 0...17)
  func stringsOfEveryLength(_ count: Int, _ rest: Int) throws {
    for text in texts(count) {
      let data = [UInt8](repeating: 0xFF, count: max(0, rest - 2))
      let padding = rest < 2 ? [] : [0x7A, UInt8(data.count)] + data
      let bytes = [0x72, UInt8(text.count)] + text + padding
      let read = try Fixtures_Kinds_Implicit(serializedBytes: GuardedBytes(bytes)).fString
      let expected = try #require(String(validating: text, as: UTF8.self))
      #expect(read == expected)
      #expect(read.utf8.elementsEqual(text))
      if count <= SmallString.maxCount { #expect(bits(read) == bits(expected)) }
      #expect(Set([read]) == [expected])
    }
  }

  /// Strings are written one after the other, and up to the end of memory that has no extra room.
  @Test(arguments: 0...17)
  func writtenStrings(_ count: Int) throws {
    for text in texts(count) {
      let string = try #require(String(validating: text, as: UTF8.self))
      var large = string + String(repeating: "a", count: 40)
      large.removeLast(40)
      let message = Fixtures_Kinds_Repeated.with {
        $0.fString = ["a", string, large, string]
        $0.fMessage = (0..<40).map { _ in .with { $0.fString = string } }
      }
      let field = [0x72, UInt8(count)] + text
      let nested = count == 0 ? [0x8A, 0x01, 0] : [0x8A, 0x01, UInt8(field.count)] + field
      let expected = [0x72, 1, 0x61] + field + field + field + (0..<40).flatMap { _ in nested }
      #expect(try message.serializedBytes() as [UInt8] == expected)
      let guarded: GuardedBytes = try message.serializedBytes()
      #expect(guarded.withUnsafeBytes { Array($0) } == expected)
      #expect(try Array(message.serializedData()) == expected)
    }
  }

  /// Returns texts of `count` bytes, with and without letters of several bytes.
  private func texts(_ count: Int) -> [[UInt8]] {
    let letters = (0..<count).map { UInt8(0x61 + $0) }
    guard count >= 4 else { return [letters] }
    return [
      letters, Array("ж".utf8) + letters.dropFirst(2), letters.dropLast(4) + Array("🙂".utf8),
    ]
  }

  private func bits(_ string: String) -> [UInt64] {
    let bits = unsafeBitCast(string, to: SmallString.Bits.self)
    return [bits.0, bits.1]
  }
}
