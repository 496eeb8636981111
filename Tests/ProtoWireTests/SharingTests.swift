import Fixture_kinds
import Foundation
import SwiftProtobuf
import Testing

@testable import ProtoWire

/// Messages that share the memory of their encoding.
@Suite struct SharingTests {
  @Test func longFieldsShareTheMemory() throws {
    let encoding = Encoding(try Self.message(20_000).serializedBytes())
    let message = try Fixtures_Kinds_Implicit(sharing: encoding.bytes, of: encoding)
    #expect(message == Self.message(20_000))
    let address = message.fBytes.withUnsafeBytes(\.baseAddress)
    #expect(encoding.bytes.contains(address))
  }

  @Test func shortFieldsAreCopied() throws {
    let encoding = Encoding(try Self.message(1_000).serializedBytes())
    let message = try Fixtures_Kinds_Implicit(sharing: encoding.bytes, of: encoding)
    #expect(message == Self.message(1_000))
    let address = message.fBytes.withUnsafeBytes(\.baseAddress)
    #expect(!encoding.bytes.contains(address))
  }

  /// The field may outlive the message, and then the memory stays too.
  @Test func theMemoryStaysAsLongAsTheField() throws {
    weak var owner: Encoding?
    var field: Data?
    do {
      let encoding = Encoding(try Self.message(20_000).serializedBytes())
      owner = encoding
      field = try Fixtures_Kinds_Implicit(sharing: encoding.bytes, of: encoding).fBytes
    }
    #expect(owner != nil)
    #expect(field == Self.message(20_000).fBytes)
    field = nil
    #expect(owner == nil)
  }

  @Test func damagedMessagesAreRefused() throws {
    let encoding = Encoding(try Self.message(20_000).serializedBytes())
    #expect(throws: BinaryDecodingError.truncated) {
      try Fixtures_Kinds_Implicit(
        sharing: UnsafeRawBufferPointer(rebasing: encoding.bytes.dropLast()), of: encoding)
    }
    let empty = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(try Fixtures_Kinds_Implicit(sharing: empty, of: encoding) == .init())
  }

  private static func message(_ byteCount: Int) -> Fixtures_Kinds_Implicit {
    var message = Fixtures_Kinds_Implicit()
    message.fInt32 = 5
    message.fBytes = Data((0..<byteCount).map { UInt8(truncatingIfNeeded: $0) })
    return message
  }
}

/// An encoded message in memory of its own.
private final class Encoding: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  init(_ encoding: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: encoding.count, alignment: 1)
    memory.copyBytes(from: encoding)
    bytes = UnsafeRawBufferPointer(memory)
  }

  deinit { bytes.deallocate() }
}

extension UnsafeRawBufferPointer {
  fileprivate func contains(_ address: UnsafeRawPointer?) -> Bool {
    guard let baseAddress, let address else { return false }
    return address >= baseAddress && address < baseAddress + count
  }
}
