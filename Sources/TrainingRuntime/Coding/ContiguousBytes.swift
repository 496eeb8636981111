public import GRPCCore
public import SwiftProtobuf

/// gRPC's bytes in the form that messages are encoded to and decoded from, without a copy.
@usableFromInline
struct ContiguousBytes<Bytes: GRPCContiguousBytes>: SwiftProtobufContiguousBytes {
  @usableFromInline
  var bytes: Bytes

  @inlinable
  init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  @inlinable
  init(repeating byte: UInt8, count: Int) {
    self.bytes = Bytes(repeating: byte, count: count)
  }

  @inlinable
  init<Sequence: Swift.Sequence>(_ sequence: Sequence) where Sequence.Element == UInt8 {
    self.bytes = Bytes(sequence)
  }

  @inlinable
  var count: Int { bytes.count }

  @inlinable
  func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes(body)
  }

  @inlinable
  mutating func withUnsafeMutableBytes<Result>(
    _ body: (UnsafeMutableRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeMutableBytes(body)
  }
}
