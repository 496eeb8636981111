import Fixture_kinds
import Fixture_proto2
import Foundation
import SwiftProtobuf
import TestSupport
import Testing

@testable import ProtoWire

/// Tests rows: values of one field that follow each other. The reader counts them before it reads
/// them, so that their array grows only once.
@Suite struct RowTests {
  /// The number of values in a row. An array that grows by doubling would have a much larger
  /// capacity.
  private static let count = 1100

  /// Returns a row of `count` fields with the same tag. `value` returns the bytes after each tag.
  private func row(_ tag: [UInt8], _ value: (Int) -> [UInt8]) -> [UInt8] {
    (0..<Self.count).flatMap { tag + value($0) }
  }

  private func expectReady<Element>(_ values: [Element]) {
    #expect(values.count == Self.count)
    #expect(values.capacity < Self.count + Self.count / 10)
  }

  /// The tags take one byte or three. The values are varints or have a fixed size.
  @Test func packedPieces() throws {
    let varints = row([0x1A]) { [2, UInt8($0 % 100) | 0x80, 0x01] }
    let numbers = try Fixtures_Kinds_Repeated(serializedBytes: varints).fInt32
    expectReady(numbers)
    #expect(numbers == (0..<Self.count).map { Int32($0 % 100 + 128) })
    let doubles = row([0x0A]) { [8, 0, 0, 0, 0, 0, 0, UInt8($0 % 16) << 4, 0x40] }
    let read = try Fixtures_Kinds_Repeated(serializedBytes: doubles).fDouble
    expectReady(read)
    #expect(read == (0..<Self.count).map { Double(bitPattern: UInt64($0 % 16) << 52 | 1 << 62) })
    let far = row([0xC2, 0xBB, 0x01]) { [1, UInt8($0 % 128)] }
    let unpacked = try Fixtures_Kinds_Unpacked(serializedBytes: far).fInt32
    expectReady(unpacked)
    #expect(unpacked == (0..<Self.count).map { Int32($0 % 128) })
  }

  /// A tag that differs in a single byte belongs to another field.
  @Test(arguments: [[0xC2, 0xBB, 0x02, 1, 6], [0xC2, 0xBC, 0x01, 1, 6]] as [[UInt8]])
  func rowsEndAtAnotherTag(_ other: [UInt8]) throws {
    let bytes = [0xC2, 0xBB, 0x01, 1, 5] + other + [0xC2, 0xBB, 0x01, 1, 7]
    let read = try Fixtures_Kinds_Unpacked(serializedBytes: bytes)
    #expect(read.fInt32 == [5, 7])
    #expect(Array(read.unknownFields.data) == other)
  }

  @Test func piecesMayBeEmptyOrLong() throws {
    let long = [0x1A, 12] + [UInt8](1...12)
    let bytes = [0x1A, 0] + long + [0x1A, 0, 0x1A, 1, 13] + long + [0x18, 14] + [0x1A, 0]
    let read = try Fixtures_Kinds_Repeated(serializedBytes: bytes)
    #expect(read.fInt32 == [Int32](1...12) + [13] + [Int32](1...12) + [14])
    let none = try Fixtures_Kinds_Repeated(serializedBytes: row([0x1A]) { _ in [0] })
    #expect(none.fInt32.isEmpty)
  }

  /// A value has to end inside its piece, even if more bytes follow the piece.
  @Test(
    arguments: [
      [0x1A, 1, 0x80, 0x1A, 1, 5], [0x1A, 1, 4, 0x1A, 2, 4, 0x80, 0x1A, 1, 5],
      [0x6A, 9, 1, 1, 1, 1, 1, 1, 1, 1, 0x80, 0x6A, 1, 1],
      // An element of the same field comes first, so the other elements are appended to it.
      [0x18, 5, 0x1A, 2, 5, 0x80], [0x1A, 1, 5, 0x18, 6, 0x1A, 2, 5, 0x80],
    ] as [[UInt8]])
  func valuesDoNotReachIntoTheNextPiece(_ bytes: [UInt8]) {
    #expect(throws: BinaryDecodingError.malformedProtobuf) {
      try Fixtures_Kinds_Repeated(serializedBytes: bytes + [UInt8](repeating: 0x18, count: 20))
    }
  }

  @Test(
    arguments: [
      [0x0A, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x18, 1], [0x0A, 7, 0, 0, 0, 0, 0, 0, 0, 0x18, 1],
      [0x1A, 1, 5, 0x1A, 2, 5], [0x1A, 1, 5, 0x1A],
    ] as [[UInt8]])
  func piecesAreWhole(_ bytes: [UInt8]) {
    #expect(throws: BinaryDecodingError.truncated) {
      try Fixtures_Kinds_Repeated(serializedBytes: bytes)
    }
  }

  /// A truncated row, or one with a changed byte, gives the same result as with SwiftProtobuf.
  @Test func damageIsAnErrorOrAnotherMessage() throws {
    let bytes: [UInt8] =
      [0x1A, 2, 0x85, 0x01, 0x1A, 0, 0x1A, 3, 1, 2, 3, 0x0A, 8, 0, 0, 0, 0, 0, 0, 0, 0x40]
      + [0x6A, 8, 1, 0, 1, 0, 1, 0, 1, 0, 0x6A, 1, 1]
    forEachDamage(of: bytes) { damaged in
      let ours = try? Fixtures_Kinds_Repeated(serializedBytes: damaged)
      #expect(ours == visited(damaged), "\(damaged)")
    }
  }

  /// Returns the message that SwiftProtobuf decodes, or `nil` if it refuses the bytes.
  private func visited<Message: SwiftProtobuf.Message>(_ bytes: [UInt8]) -> Message? {
    try? Message(serializedBytes: bytes)
  }

  /// If the bytes change after the values were counted, there may be more values than room.
  @Test func rowsDoNotOutgrowTheirRoom() throws {
    let memory = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 3)
    defer { memory.deallocate() }
    memory.initialize(repeating: 9)
    let start = try #require(memory.baseAddress)
    var row = RowBuffer(start: start, count: 2)
    try row.append(1)
    #expect(throws: BinaryDecodingError.malformedProtobuf) {
      try ([2, 3] as [UInt32]).withUnsafeBytes { try row.append(copying: $0) }
    }
    try row.append(2)
    #expect(throws: BinaryDecodingError.malformedProtobuf) { try row.append(3) }
    #expect(Array(memory) == [1, 2, 9])
  }

  /// Values that are missing are left out.
  @Test func rowsMayTurnOutToBeShorter() throws {
    let memory = UnsafeMutableBufferPointer<String>.allocate(capacity: 3)
    defer { memory.deallocate() }
    let start = try #require(memory.baseAddress)
    var row = RowBuffer(start: start, count: 3)
    try row.append("a")
    #expect(row.fill(with: "filler") == 2)
    #expect(row.fill(with: "filler") == 0)
    #expect(Array(memory) == ["a", "filler", "filler"])
    memory.deinitialize()
  }

  /// Short rows are read on the stack.
  @Test(arguments: [1, 2, 63, 64, 65, 200])
  func rowsOfEveryLength(_ count: Int) throws {
    var random = SeededRandom(seed: UInt64(count))
    var message = Fixtures_Kinds_Repeated()
    message.fInt32 = (0..<count).map { _ in Int32(truncatingIfNeeded: random.next() >> 40) }
    message.fSint64 = (0..<count).map { _ in Int64(truncatingIfNeeded: random.next()) }
    message.fDouble = (0..<count).map { _ in Double(random.next() >> 12) }
    message.fFixed32 = (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) }
    message.fBool = (0..<count).map { _ in random.once(in: 2) }
    message.fColor = (0..<count).map { _ in random.one(of: [.red, .negative, .UNRECOGNIZED(7)]) }
    let bytes: [UInt8] = try message.serializedBytes()
    let read = try Fixtures_Kinds_Repeated(serializedBytes: bytes)
    #expect(read == message)
    #expect(read == visited(bytes))
    forEachDamage(of: Array(bytes.prefix(40))) { damaged in
      let ours = try? Fixtures_Kinds_Repeated(serializedBytes: damaged)
      #expect(ours == visited(damaged), "\(damaged)")
    }
  }

  /// Every number except 0 is `true`, in each of the lengths that a varint can have.
  @Test(arguments: [0, 1, 2, 127, 128, 1 << 32, .max] as [UInt64], [1, 7, 8, 9, 100])
  func boolsOfEveryLength(_ number: UInt64, _ count: Int) throws {
    let varint: [UInt8] = try Google_Protobuf_UInt64Value.with { $0.value = number }
      .serializedBytes()
    for index in 0..<count {
      let values = (0..<count).map { $0 == index ? Array(varint.dropFirst()) : [UInt8($0 % 2)] }
      let row = values.flatMap { $0.isEmpty ? [0] : $0 }
      let bytes = [0x6A, UInt8(row.count)] + row
      let read = try Fixtures_Kinds_Repeated(serializedBytes: bytes).fBool
      #expect(read == (0..<count).map { $0 == index ? number != 0 : $0 % 2 == 1 })
    }
  }

  @Test func closedEnums() throws {
    let needed: [UInt8] = [0x38, 3]
    let named = try Fixtures_Proto2_Closed(serializedBytes: row([0x10]) { _ in [7] } + needed)
    expectReady(named.many)
    let packed = try Fixtures_Proto2_Closed(serializedBytes: row([0x1A]) { _ in [1, 3] } + needed)
    expectReady(packed.packed)
    let mixed: [UInt8] = [0x10, 7, 0x10, 9, 0x10, 3, 0x1A, 2, 9, 7, 0x1A, 2, 3, 8]
    let read = try Fixtures_Proto2_Closed(serializedBytes: mixed + needed)
    #expect(read.many == [.high, .low])
    #expect(read.packed == [.high, .low])
    #expect(Array(read.unknownFields.data) == [0x10, 9, 0x1A, 1, 9, 0x1A, 1, 8])
  }

  /// The first entry has a value that isn't a case of the enum.
  @Test func mapsToClosedEnums() throws {
    func entry(_ key: String, _ value: UInt8) -> [UInt8] {
      [0x22, UInt8(key.utf8.count + 4), 0x0A, UInt8(key.utf8.count)] + key.utf8 + [0x10, value]
    }
    let entries = (0..<Self.count).flatMap { entry("key \($0)", 1) }
    let bytes = entry("nobody", 5) + entries + [0x38, 3]
    let read = try Fixtures_Proto2_Closed(serializedBytes: bytes)
    #expect(read.named.count == Self.count)
    #expect(read.named.values.allSatisfy { $0 == .something })
    #expect(Array(read.unknownFields.data) == entry("nobody", 5))
  }

  @Test func groups() throws {
    var message = Fixtures_Proto2_Groups()
    message.needed.c = 1
    let inner = message
    message.several = (0..<Self.count).map { index in
      .with {
        $0.text = "group \(index)"
        $0.deeper = index % 100 == 0 ? [inner, inner] : []
      }
    }
    let bytes: [UInt8] = try message.serializedBytes()
    let read = try Fixtures_Proto2_Groups(serializedBytes: bytes)
    expectReady(read.several)
    #expect(read == message)
  }
}
