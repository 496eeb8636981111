import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import ProtoWire
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct BatchDeserializerTests {
  private static let batch = Batches.batch(
    "id", Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0) }), of: 200_000,
    name: "data.zip", number: 1, count: 2)

  /// The data isn't copied between the transport and the disk.
  @Test func theDataStaysWhereTheTransportHasPutIt() throws {
    let bytes = GRPCNIOTransportBytes(try Self.batch.serializedData())
    let batch = try BatchDeserializer().deserialize(bytes)
    #expect(batch == Self.batch)
    let isInside = bytes.withUnsafeBytes { all in
      batch.data.withUnsafeBytes { data in
        guard let start = all.baseAddress, let address = data.baseAddress else { return false }
        return address >= start && address + data.count <= start + all.count
      }
    }
    #expect(isInside)
  }

  /// The transport copies the bytes before it changes them.
  @Test func theDataStaysAsItIsWhenTheBytesChange() throws {
    var bytes = GRPCNIOTransportBytes(try Self.batch.serializedData())
    let batch = try BatchDeserializer().deserialize(bytes)
    bytes.withUnsafeMutableBytes { $0.copyBytes(from: repeatElement(0, count: $0.count)) }
    #expect(batch == Self.batch)
  }

  @Test func bytesOfOtherTransportsAreCopied() throws {
    let bytes = Array(try Self.batch.serializedData())
    #expect(try BatchDeserializer().deserialize(bytes) == Self.batch)
  }

  @Test func damagedBatchesAreRefused() throws {
    let bytes = GRPCNIOTransportBytes(try Self.batch.serializedData().dropLast(1))
    let error = #expect(throws: RPCError.self) { try BatchDeserializer().deserialize(bytes) }
    #expect(error?.code == .invalidArgument)
  }
}
