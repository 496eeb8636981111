import Fixture_kinds
import Fixture_maps
import Fixture_recursion
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

/// Tests that decoding bytes that aren't an encoded message throws a typed error.
@Suite struct MalformedInputTests {
  private func decode(_ bytes: [UInt8]) throws -> Fixtures_Kinds_Implicit {
    try Fixtures_Kinds_Implicit(serializedBytes: bytes)
  }

  @Test(
    arguments: [
      [0x72, 0x05, 0x61], [0x18], [0x18, 0x80], [0x09, 0, 0], [0x4D, 0, 0, 0], [0x0B, 0x18, 1],
      [0xA2, 0x3F, 0x7F],
    ] as [[UInt8]])
  func truncated(_ bytes: [UInt8]) {
    #expect(throws: BinaryDecodingError.truncated) { try decode(bytes) }
  }

  @Test(
    arguments: [
      [0x00, 0x01], [0x18] + [UInt8](repeating: 0xFF, count: 10) + [0x01], [0x0F], [0x0C],
      [0x72, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
      [0x80, 0x80, 0x80, 0x80, 0x10, 0x00], [0xA3, 0x3F, 0xAC, 0x3F],
      [0x98, 0x80, 0x80, 0x80, 0x80, 0x00, 0x01],
    ] as [[UInt8]])
  func malformed(_ bytes: [UInt8]) {
    #expect(throws: BinaryDecodingError.malformedProtobuf) { try decode(bytes) }
  }

  /// A tag, a number or a length has to end inside its message, even if more bytes follow the
  /// message.
  @Test(
    arguments: [
      [0x18, 0x80], [0x18, 0x80, 0x80], [0x18, 0x80, 0x80, 0x80], [0x98], [0x98, 0x80],
      [0x98, 0x80, 0x80], [0x72, 0x80], [0x72, 0x80, 0x80],
    ] as [[UInt8]])
  func numbersDoNotReachBehindTheirMessage(_ nested: [UInt8]) throws {
    let start = [0x8A, 0x01, UInt8(nested.count)] + nested
    for rest in [[], [0x01], [0x00, 0x18, 0x01], [0x01] + [UInt8](repeating: 0x18, count: 19)] {
      #expect(throws: BinaryDecodingError.truncated) {
        try Fixtures_Kinds_Explicit(serializedBytes: start + rest)
      }
    }
  }

  /// Tags of two bytes end at any byte of the input.
  @Test func longTagsEverywhere() throws {
    let bytes: [UInt8] = [0x80, 0x01, 0x02, 0x8A, 0x01, 0x03, 0x80, 0x01, 0x01, 0x80, 0x01, 0x01]
    let read = try Fixtures_Kinds_Explicit(serializedBytes: GuardedBytes(bytes))
    #expect(read.fColor.rawValue == 1)
    #expect(read.fMessage.fColor.rawValue == 1)
    for count in [1, 4, 7, 8, 10] {
      #expect(throws: BinaryDecodingError.truncated, "\(count)") {
        try Fixtures_Kinds_Explicit(serializedBytes: GuardedBytes(bytes.prefix(count)))
      }
    }
  }

  @Test func aTagMayTakeUpToFiveBytes() throws {
    let tag: [UInt8] = [0x98, 0x80, 0x80, 0x80, 0x00]
    #expect(try decode(tag + [0x01]) == decode([0x18, 0x01]))
  }

  @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x61, 0x80]] as [[UInt8]])
  func textThatIsNoUTF8(_ text: [UInt8]) {
    let bytes = [0x72, UInt8(text.count)] + text
    #expect(throws: BinaryDecodingError.invalidUTF8) { try decode(bytes) }
  }

  @Test func nestingIsLimited() throws {
    func chain(_ depth: Int) throws -> [UInt8] {
      var node = Fixtures_Recursion_Node()
      for _ in 1..<depth {
        var outer = Fixtures_Recursion_Node()
        outer.next = node
        node = outer
      }
      return try node.serializedBytes()
    }
    let deepest = try Fixtures_Recursion_Node(serializedBytes: try chain(100))
    #expect(deepest.hasNext)
    let tooDeep = try chain(101)
    #expect(throws: BinaryDecodingError.messageDepthLimit) {
      try Fixtures_Recursion_Node(serializedBytes: tooDeep)
    }
    var options = BinaryDecodingOptions()
    options.messageDepthLimit = 101
    #expect(throws: Never.self) {
      try Fixtures_Recursion_Node(serializedBytes: tooDeep, options: options)
    }
  }

  /// The outermost message is one level, so a limit below 1 refuses every message.
  @Test(arguments: [0, -1, .min])
  func noLevelsAreTooFew(_ limit: Int) {
    var options = BinaryDecodingOptions()
    options.messageDepthLimit = limit
    #expect(throws: BinaryDecodingError.messageDepthLimit) {
      try Fixtures_Kinds_Implicit(serializedBytes: [0x18, 1] as [UInt8], options: options)
    }
  }

  @Test func unknownGroupsAreLimitedToo() {
    let bytes = (0..<200).flatMap { _ in [0xA3, 0x3F] as [UInt8] }
    #expect(throws: BinaryDecodingError.messageDepthLimit) { try decode(bytes) }
  }

  /// A map reserves memory for all entries that follow each other, unless they are so short that
  /// many of them probably have the same key.
  @Test func mapsTakeMemoryForWhatIsThere() throws {
    let bytes = [UInt8](repeating: 0, count: 200_000).enumerated().map { $0 % 2 == 0 ? 0x0A : $1 }
    let maps = try Fixtures_Maps_Maps(serializedBytes: bytes)
    #expect(maps.byInt32 == [0: ""])
    #expect(maps.byInt32.capacity < bytes.count / 4)
    let many = Fixtures_Maps_Maps.with {
      for key in 0..<1000 { $0.byInt32[Int32(key)] = "value" }
    }
    #expect(try Fixtures_Maps_Maps(serializedBytes: many.serializedBytes() as [UInt8]) == many)
  }

  /// Decoding a truncated message, or one with a changed byte, fails or gives a message that can be
  /// encoded again.
  @Test func damageIsAnErrorOrAnotherMessage() throws {
    var message = Fixtures_Kinds_Explicit()
    message.fString = "naïve"
    message.fBytes = Data([1, 2, 3])
    message.fMessage.fSint64 = -5
    message.fDouble = 0.5
    let bytes: [UInt8] = try message.serializedBytes()
    try forEachDamage(of: bytes) { damaged in
      guard let read = try? Fixtures_Kinds_Explicit(serializedBytes: damaged) else { return }
      let again: [UInt8] = try read.serializedBytes()
      #expect(try Fixtures_Kinds_Explicit(serializedBytes: again) == read)
    }
  }
}
