import Fixture_kinds
import Fixture_plain
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

/// Tests codecs that don't encode what they measure. The process has to end with a message that
/// says so.
///
/// Long encodings are written to memory that ends at a protected page. If a check came too late, a
/// signal would end the process without the message.
@Suite struct ContradictionTests {
  private static let more = "A message encodes to more bytes than it measured."
  private static let fewer = "A message encodes to fewer bytes than it measured."
  private static let other = "A part of a message encodes to another length than it measured."
  private static let unmeasured = "A message encodes a part that it did not measure."

  /// A string that is measured and encoded before the field in question. It makes the encoding too
  /// long for the stack.
  private static let filling = String(repeating: "a", count: 1000)

  // MARK: Nothing measured

  @Test func aFieldWithoutAnyRoom() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encode { _ in
      } as: {
        $0.present(WireBool.self, true, tag: 8)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func moreFieldsThanTheStackHasRoomFor() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encode { _ in
      } as: { writer in
        for _ in 0..<1_000_000 { writer.present(WireUInt64.self, .max, tag: 8) }
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func moreBytesThanTheStackHasRoomFor() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encode { _ in
      } as: {
        $0.present(WireBytes.self, Data(count: 1 << 24), tag: 10)
      }
    }
    expect(outcome, says: Self.more)
  }

  // MARK: Too few bytes measured

  @Test func aNumberThatIsAByteTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.present(WireUInt64.self, 127, tag: 8)
      } as: {
        $0.present(WireUInt64.self, 128, tag: 8)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func aTagThatIsAByteTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.present(WireFixed32.self, 1, tag: 13)
      } as: {
        $0.present(WireFixed32.self, 1, tag: 133)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func aFixedNumberThatIsTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.present(WireFixed32.self, 1, tag: 13)
      } as: {
        $0.present(WireDouble.self, 1, tag: 9)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func aStringThatIsAByteTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.present(WireString.self, "seven b", tag: 10)
      } as: {
        $0.present(WireString.self, "eight by", tag: 10)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func stringsOfWhichTheLastIsAByteTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.repeated(WireString.self, ["", "seven b"], tag: 10)
      } as: {
        $0.repeated(WireString.self, ["", "eight by"], tag: 10)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func dataThatIsAByteTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.present(WireBytes.self, Data(count: 100), tag: 10)
      } as: {
        $0.present(WireBytes.self, Data(count: 101), tag: 10)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func packedVarintsThatAreTooMany() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.packed(WireInt32.self, [1, 2], tag: 10)
      } as: {
        $0.packed(WireInt32.self, Array(repeating: -1, count: 100_000), tag: 10)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func packedNumbersThatAreTooMany() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.packed(WireDouble.self, [1, 2], tag: 10)
      } as: {
        $0.packed(WireDouble.self, [1, 2, 3], tag: 10)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func unknownFieldsThatAreTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let unknown = try Google_Protobuf_Empty(serializedBytes: [8, 1, 8, 2] as [UInt8])
        .unknownFields
      try Self.encodeAtEnd {
        $0.present(WireBool.self, true, tag: 8)
      } as: {
        $0.unknown(unknown)
      }
    }
    expect(outcome, says: Self.more)
  }

  @Test func aGroupWithoutRoomForItsEnd() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.present(WireString.self, "a", tag: 10)
      } as: {
        $0.present(WireGroup<Fixtures_Kinds_Implicit>.self, .with { $0.fInt32 = 1 }, tag: 11)
      }
    }
    expect(outcome, says: Self.more)
  }

  /// Encodes into an array and into `Data`. A protected page doesn't follow their memory, so only
  /// the message shows that the check works.
  @Test func bytesOfEveryType() async {
    let array = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Self.oneByteShort().serializedBytes() as [UInt8]
    }
    expect(array, says: Self.more)
    let data = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Self.oneByteShort().serializedData()
    }
    expect(data, says: Self.more)
  }

  // MARK: Parts of a message

  /// The whole message has the measured length, but the nested message doesn't.
  @Test func aNestedMessageThatIsTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let inner = HandwrittenMessage {
        $0.present(WireBool.self, true, tag: 8)
      } encoding: {
        $0.present(WireString.self, "too long", tag: 10)
      }
      try Self.encode {
        $0.present(WireSubmessage<HandwrittenMessage>.self, inner, tag: 10)
        $0.present(WireString.self, "more than enough", tag: 18)
      } as: {
        $0.present(WireSubmessage<HandwrittenMessage>.self, inner, tag: 10)
        $0.present(WireString.self, "enough", tag: 18)
      }
    }
    expect(outcome, says: Self.other)
  }

  @Test func aNestedMessageThatIsTooShort() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let inner = HandwrittenMessage {
        $0.present(WireBool.self, true, tag: 8)
      } encoding: { _ in
      }
      try Self.encode {
        $0.repeated(WireSubmessage<HandwrittenMessage>.self, [inner], tag: 10)
      } as: {
        $0.repeated(WireSubmessage<HandwrittenMessage>.self, [inner], tag: 10)
        $0.present(WireBool.self, true, tag: 16)
      }
    }
    expect(outcome, says: Self.other)
  }

  @Test func anEntryThatIsTooLong() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encode {
        $0.map(WireString.self, WireInt32.self, ["a": 1], tag: 10)
        $0.present(WireBool.self, true, tag: 16)
      } as: {
        $0.map(WireString.self, WireInt32.self, ["abc": 1], tag: 10)
      }
    }
    expect(outcome, says: Self.other)
  }

  @Test func packedVarintsOfAnotherLength() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encode {
        $0.packed(WireInt32.self, [1, 2, 3], tag: 10)
        $0.present(WireBool.self, true, tag: 16)
      } as: {
        $0.packed(WireInt32.self, [1, 2, 300, 4], tag: 10)
      }
    }
    expect(outcome, says: Self.other)
  }

  // MARK: Parts that were not measured

  @Test func lengthsThatWereNotMeasured() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encode {
        $0.present(WireString.self, "as long as the messages", tag: 10)
      } as: {
        $0.present(WireSubmessage<Fixtures_Kinds_Empty>.self, .init(), tag: 10)
      }
    }
    expect(outcome, says: Self.unmeasured)
  }

  @Test func moreLengthsThanWereMeasured() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let values = Array(repeating: Fixtures_Kinds_Empty(), count: 100_000)
      try Self.encode {
        $0.repeated(WireSubmessage<Fixtures_Kinds_Empty>.self, values, tag: 10)
      } as: {
        $0.repeated(WireSubmessage<Fixtures_Kinds_Empty>.self, values + values, tag: 10)
      }
    }
    expect(outcome, says: Self.unmeasured)
  }

  @Test func messagesOfSwiftProtobufThatWereNotMeasured() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encode {
        $0.present(WireForeignMessage<Fixtures_Plain_Node>.self, .init(), tag: 10)
      } as: { writer in
        for _ in 0..<2 {
          writer.present(WireForeignMessage<Fixtures_Plain_Node>.self, .init(), tag: 10)
        }
      }
    }
    expect(outcome, says: Self.unmeasured)
  }

  // MARK: Too many bytes measured

  @Test func fewerBytesThanWereMeasured() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try Self.encodeAtEnd {
        $0.present(WireString.self, "left out", tag: 18)
      } as: { _ in
      }
    }
    expect(outcome, says: Self.fewer)
  }

  @Test func whatAgreesIsEncoded() throws {
    let bytes = try Self.encodeAtEnd {
      $0.present(WireUInt64.self, 128, tag: 8)
    } as: {
      $0.present(WireUInt64.self, 128, tag: 8)
    }
    #expect(bytes.suffix(3) == [8, 128, 1])
  }
}

extension ContradictionTests {
  /// Encodes a message into guarded memory that has exactly the measured size.
  @discardableResult
  private static func encode(
    _ measuring: @escaping @Sendable (inout WireSizes) -> Void,
    as encoding: @escaping @Sendable (inout WireWriter) -> Void
  ) throws -> [UInt8] {
    let message = HandwrittenMessage(measuring: measuring, encoding: encoding)
    let bytes: GuardedBytes = try message.serializedBytes()
    return bytes.withUnsafeBytes { Array($0) }
  }

  /// Encodes a message into guarded memory, with a long string before the given fields.
  @discardableResult
  private static func encodeAtEnd(
    _ measuring: @escaping @Sendable (inout WireSizes) -> Void,
    as encoding: @escaping @Sendable (inout WireWriter) -> Void
  ) throws -> [UInt8] {
    try encode {
      $0.present(WireString.self, filling, tag: 10)
      measuring(&$0)
    } as: {
      $0.present(WireString.self, filling, tag: 10)
      encoding(&$0)
    }
  }

  private static func oneByteShort() -> HandwrittenMessage {
    HandwrittenMessage {
      $0.present(WireString.self, filling, tag: 10)
    } encoding: {
      $0.present(WireString.self, filling + "a", tag: 10)
    }
  }

  private func expect(
    _ outcome: ExitTest.Result?, says words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let said = String(decoding: outcome?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains(words), "\(said)", sourceLocation: sourceLocation)
  }
}
