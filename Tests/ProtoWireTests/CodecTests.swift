import Fixture_enums
import Fixture_kinds
import Fixture_maps
import Fixture_oneofs
import Fixture_proto2
import Fixture_recursion
import Fixture_wellknown
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

@testable import Fixture_names

/// Tests rules of the encoding that random messages rarely exercise.
@Suite struct CodecTests {
  @Test func unknownFieldsStayByteForByteInOrder() throws {
    let bytes: [UInt8] = [
      0xA0, 0x3F, 0x07,  // field 1012, a varint
      0x18, 0x05,  // field 3, which is known
      0xA2, 0x3F, 0x02, 0x61, 0x62,  // field 1012, bytes
      0xA3, 0x3F, 0x08, 0x01, 0xA4, 0x3F,  // field 1012, a group
    ]
    let message = try Fixtures_Kinds_Implicit(serializedBytes: bytes)
    #expect(message.fInt32 == 5)
    #expect(Array(message.unknownFields.data) == Array(bytes[..<3] + bytes[5...]))
    let encoded: [UInt8] = try message.serializedBytes()
    #expect(encoded == Array(bytes[3..<5] + bytes[..<3] + bytes[5...]))
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    let known = try Fixtures_Kinds_Implicit(serializedBytes: bytes, options: options)
    #expect(known.unknownFields.data.isEmpty)
  }

  /// Encodes nested messages whose lengths fit on the stack, fit into the memory that the process
  /// keeps for lengths, or need memory of their own. Several threads do so at once.
  @Test(arguments: [1, 255, 256, 257, 1000, 16_384, 20_000])
  func manyMessagesInside(_ count: Int) async throws {
    var inner = Fixtures_Proto2_Required()
    inner.name = "inner"
    inner.level = .high
    var outer = inner
    outer.many = Array(repeating: inner, count: count)
    let message = outer
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<3 {
            let bytes: [UInt8] = try message.serializedBytes()
            let read = try Fixtures_Proto2_Required(serializedBytes: bytes)
            #expect(read.many.count == count)
            #expect(read == message)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// The elements of a repeated field can have other fields between them, and packed elements can
  /// be padded.
  @Test func elementsMayBeApart() throws {
    var message = Fixtures_Kinds_Repeated()
    message.fInt32 = [1, -1, 300]
    message.fDouble = [1, 2]
    message.fBool = [true, false]
    let bytes: [UInt8] = try message.serializedBytes()
    let twice = try Fixtures_Kinds_Repeated(serializedBytes: bytes + bytes)
    #expect(twice.fInt32 == [1, -1, 300, 1, -1, 300])
    #expect(twice.fDouble == [1, 2, 1, 2])
    #expect(twice.fBool == [true, false, true, false])
    let padded = try Fixtures_Kinds_Repeated(serializedBytes: Self.paddedBools)
    #expect(padded.fBool == [true, true, false, true])
  }

  @Test func closedEnumsMayComePackedPieceByPiece() throws {
    let pieces = Array(repeating: [0x1A, 1, 7] as [UInt8], count: 1000).flatMap { $0 }
    let needed: [UInt8] = [0x38, 3]
    let read = try Fixtures_Proto2_Closed(serializedBytes: pieces + [0x1A, 1, 9] + needed)
    #expect(read.packed == Array(repeating: .high, count: 1000))
    #expect(Array(read.unknownFields.data) == [0x1A, 1, 9])
  }

  /// A message that is merged from many pieces keeps the unknown fields of all pieces.
  @Test func unknownFieldsAreMerged() throws {
    let piece: [UInt8] = [0x0A, 3, 0xF8, 0x7C, 5]
    let bytes = Array(repeating: piece, count: 1000).flatMap { $0 }
    let read = try Fixtures_Recursion_Outer(serializedBytes: bytes)
    let again: [UInt8] = try read.serializedBytes()
    #expect(again.count == 3 * 1000 + 3)
  }

  /// Field 13 with four packed values, two of which take more bytes than they need.
  private static let paddedBools: [UInt8] = [0x6A, 6, 1, 0x82, 0x00, 0x80, 0x00, 1]

  /// Unknown fields keep the bytes of their tags, even if a tag takes more bytes than it needs.
  @Test(arguments: [[0xF8, 0x87, 0x00, 0x05], [0xFA, 0x81, 0x80, 0x00, 0x01, 0x80]] as [[UInt8]])
  func unknownFieldsKeepTheirTags(_ field: [UInt8]) throws {
    let known: [UInt8] = [0x18, 0x85, 0x00]
    let message = try Fixtures_Kinds_Implicit(serializedBytes: known + field)
    #expect(message.fInt32 == 5)
    #expect(Array(message.unknownFields.data) == field)
  }

  @Test func singularMessagesAndOneofsMerge() throws {
    var first = Fixtures_Oneofs_Mixed()
    first.inner.values = [1]
    var second = Fixtures_Oneofs_Mixed()
    second.inner.values = [2]
    second.inner.note = "n"
    let bytes: [UInt8] = try first.serializedBytes() + second.serializedBytes()
    let merged = try Fixtures_Oneofs_Mixed(serializedBytes: bytes)
    #expect(merged.inner.values == [1, 2])
    #expect(merged.inner.note == "n")
    second.text = "last"
    let last: [UInt8] = try first.serializedBytes() + second.serializedBytes()
    #expect(try Fixtures_Oneofs_Mixed(serializedBytes: last).choice == .text("last"))
  }

  @Test func packedIsReadUnpackedAndBack() throws {
    let unpacked: [UInt8] = [0x18, 0x01, 0x18, 0x02]
    #expect(try Fixtures_Kinds_Repeated(serializedBytes: unpacked).fInt32 == [1, 2])
    var numbers = Fixtures_Kinds_Unpacked()
    numbers.fInt32 = [3]
    let packed: [UInt8] = [0xC2, 0xBB, 0x01, 0x02, 0x04, 0x05]
    numbers = try Fixtures_Kinds_Unpacked(serializedBytes: packed)
    #expect(numbers.fInt32 == [4, 5])
  }

  @Test func mapsHaveDefaultsAndTheLastEntryWins() throws {
    // The first entry has neither a key nor a value. The second one has an unknown field. The third
    // one has the key of the second.
    let bytes: [UInt8] = [
      0x0A, 0x00, 0x0A, 0x06, 0x08, 0x07, 0x18, 0x01, 0x12, 0x00,
      0x0A, 0x05, 0x08, 0x07, 0x12, 0x01, 0x62,
    ]
    let maps = try Fixtures_Maps_Maps(serializedBytes: bytes)
    #expect(maps.byInt32 == [0: "", 7: "b"])
  }

  /// A map entry is length-delimited, whatever the wire type of its value.
  @Test func entriesOfNumbersAreLengthDelimited() throws {
    var maps = Fixtures_Maps_Maps()
    maps.toDouble = ["a": 1]
    maps.toBool = ["b": true]
    maps.toChoice = ["c": .some]
    let bytes: [UInt8] = [
      0x6A, 12, 0x0A, 1, 0x61, 0x11, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F,
      0x8A, 0x01, 5, 0x0A, 1, 0x62, 0x10, 1,
      0x9A, 0x01, 5, 0x0A, 1, 0x63, 0x10, 5,
    ]
    let encoded: [UInt8] = try maps.serializedBytes()
    #expect(encoded == bytes)
    let decoded = try Fixtures_Maps_Maps(serializedBytes: bytes)
    #expect(decoded == maps)
    #expect(decoded.unknownFields.data.isEmpty)
  }

  @Test func openEnumsKeepWhatTheyHaveNoNameFor() throws {
    var holder = Fixtures_Enums_Holder()
    holder.one = .UNRECOGNIZED(1234)
    holder.many = [.negative, .UNRECOGNIZED(-3), .alsoFirst]
    let bytes: [UInt8] = try holder.serializedBytes()
    #expect(try Fixtures_Enums_Holder(serializedBytes: bytes) == holder)
    #expect(Fixtures_Enums_Trouble.alsoFirst == .first)
  }

  @Test func negativeZeroIsThere() throws {
    var message = Fixtures_Kinds_Implicit()
    message.fDouble = -0.0
    let bytes: [UInt8] = try message.serializedBytes()
    #expect(bytes == [0x09, 0, 0, 0, 0, 0, 0, 0, 0x80])
  }

  @Test func writingToANestedMessageIsInPlace() {
    var outer = Fixtures_Recursion_Node()
    outer.next.next.children = [Fixtures_Recursion_Node()]
    let copy = outer
    outer.next.next.children.append(Fixtures_Recursion_Node())
    #expect(outer.next.next.children.count == 2)
    #expect(copy.next.next.children.count == 1)
  }

  /// Appending to an array doesn't copy its elements, even if the array is in a box, a oneof or an
  /// extension.
  @Test func appendingCopiesNothing() {
    var node = Fixtures_Recursion_Node()
    expectInPlace(&node, Fixtures_Recursion_Node()) { $1(&$0.next.next.children) }
    var required = Fixtures_Proto2_Required()
    expectInPlace(&required, Fixtures_Proto2_Required()) { $1(&$0.chosen.many) }
    var extensible = Fixtures_Proto2_Extensible()
    expectInPlace(&extensible, 5) { $1(&$0.Fixtures_Proto2_numbers) }
  }

  /// Expects `access` to modify an array of a message without copying it.
  ///
  /// - Parameter access: a closure that passes the array to its second argument.
  private func expectInPlace<Message, Element>(
    _ message: inout Message, _ element: Element,
    _ access: (inout Message, (inout [Element]) -> Void) -> Void
  ) {
    var places: Set<UnsafeMutablePointer<Element>?> = []
    access(&message) { array in
      array = [element]
      array.reserveCapacity(1000)
    }
    for _ in 0..<200 {
      access(&message) { array in
        array.append(element)
        array.withUnsafeMutableBufferPointer { _ = places.insert($0.baseAddress) }
      }
    }
    access(&message) { #expect($0.count == 201) }
    #expect(places.count == 1)
  }

  /// Encoding fails before it writes anything. In this test, 2 GiB of zeros take no memory, because
  /// nothing reads them.
  @Test func twoGibibytesAreTooMuch() throws {
    var message = Fixtures_Kinds_Implicit()
    message.fBytes = Data(count: 1 << 31)
    #expect(throws: WireEncodingError.self) { try message.serializedBytes() as [UInt8] }
  }

  @Test func jsonAndTextFormatKnowTheNames() throws {
    var message = Fixtures_Names_Keywords()
    message.class = "a"
    message.urlID = "b"
    message.snakeCaseName = "c"
    message.case = "d"
    let json = try message.jsonString()
    #expect(json == #"{"class":"a","case":"d","theURL":"b","snakeCaseName":"c"}"#)
    #expect(try Fixtures_Names_Keywords(jsonString: json) == message)
    #expect(try Fixtures_Names_Keywords(textFormatString: message.textFormatString()) == message)
  }

  @Test func extensionsOfOptionsWork() throws {
    var options = Google_Protobuf_FieldOptions()
    options.Fixtures_Wellknown_unit = "m"
    options.Fixtures_Wellknown_bounds = [1, 2]
    let bytes: [UInt8] = try options.serializedBytes()
    let read = try Google_Protobuf_FieldOptions(
      serializedBytes: bytes, extensions: Fixtures_Wellknown_Wellknown_Extensions)
    #expect(read.Fixtures_Wellknown_unit == "m")
    #expect(read.Fixtures_Wellknown_bounds == [1, 2])
  }

  @Test func theGenericPathWritesTheSameBytes() throws {
    var maps = Fixtures_Maps_Maps()
    maps.byString = ["b": "1", "a": "2", "": "3"]
    maps.toInner["x"] = .with { $0.children[1] = .with { $0.name = "n" } }
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    let ours: [UInt8] = try maps.serializedBytes(options: options)
    func generic<M: SwiftProtobuf.Message>(_ message: M) throws -> [UInt8] {
      try message.serializedBytes(options: options)
    }
    #expect(try generic(maps) == ours)
  }
}
