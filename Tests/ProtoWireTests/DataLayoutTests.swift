import Fixture_kinds
import Foundation
import SwiftProtobuf
import Testing

@testable import ProtoWire

/// Tests that `bytes` fields are written as Foundation has them, wherever `Data` keeps its bytes.
@Suite struct DataLayoutTests {
  /// A different layout in another version of Foundation isn't an error, but costs speed.
  @Test(.enabled(if: isLinux)) func theLayoutIsKnown() {
    #expect(DataLayout.isKnown)
  }

  private static var isLinux: Bool {
    #if os(Linux)
      true
    #else
      false
    #endif
  }

  @Test(arguments: [0, 1, 13, 14, 15, 16, 100, 600])
  func dataOfEveryLength(_ count: Int) throws {
    let whole = Data((0..<count).map { UInt8(truncatingIfNeeded: $0) })
    try expectWritten(whole)
    for lower in [0, 1, count / 2, count] where lower <= count {
      let part = whole[lower...]
      try expectWritten(part)
      // The part is copied when it changes, and keeps its indices.
      var copied = part
      copied.append(7)
      try expectWritten(copied)
      copied.removeFirst()
      try expectWritten(copied)
    }
  }

  @Test func memoryOfTheCaller() throws {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
    defer { memory.deallocate() }
    memory.copyBytes(from: 0..<100)
    let start = try #require(memory.baseAddress)
    let data = Data(bytesNoCopy: start, count: 100, deallocator: .none)
    try expectWritten(data)
    try expectWritten(data[90...])
    try expectWritten(data.dropFirst(40))
  }

  /// Bounds that exceed 32 bits are kept in an object of their own.
  @Test func aPartFarBehindTheStart() throws {
    let huge = Data(count: 1 << 31 + 200)
    try expectWritten(huge[(1 << 31)...])
    #expect(DataLayout.count(of: huge) == huge.count)
  }

  @Test func dataThatWasEmptied() throws {
    var data = Data(0..<100)
    data.removeAll(keepingCapacity: true)
    try expectWritten(data)
    data.append(contentsOf: 0..<50)
    try expectWritten(data)
  }

  private func expectWritten(_ data: Data, at location: SourceLocation = #_sourceLocation) throws {
    #expect(DataLayout.count(of: data) == data.count, sourceLocation: location)
    let message = Fixtures_Kinds_Implicit.with { $0.fBytes = data }
    let bytes: [UInt8] = try message.serializedBytes()
    let read = try Google_Protobuf_Empty(serializedBytes: bytes).unknownFields.data
    #expect(Array(read) == bytes, sourceLocation: location)
    #expect(bytes.suffix(data.count).elementsEqual(data), sourceLocation: location)
    #expect(bytes.isEmpty == data.isEmpty, sourceLocation: location)
    let several = Fixtures_Kinds_Repeated.with { $0.fBytes = [data, Data(), data] }
    let decoded = try Fixtures_Kinds_Repeated(serializedBytes: several.serializedBytes() as [UInt8])
    #expect(decoded.fBytes == several.fBytes, sourceLocation: location)
  }
}
