public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension WireMessage {
  /// Returns the binary encoding of the message.
  ///
  /// - Parameters:
  ///   - partial: whether missing required fields are accepted.
  ///   - options: whether map entries are sorted by key.
  /// - Throws: `BinaryEncodingError.missingRequiredFields`, ``WireEncodingError``, or the error of
  ///   a nested message without a ProtoWire codec.
  @inlinable
  public func serializedBytes<Bytes: SwiftProtobufContiguousBytes>(
    partial: Bool = false,
    options: BinaryEncodingOptions = BinaryEncodingOptions()
  ) throws -> Bytes {
    if !partial && !isInitialized { throw BinaryEncodingError.missingRequiredFields }
    return try measured(options) { count, sizes in
      if Bytes.self == [UInt8].self {
        // The cast is valid, because the types are the same.
        return unsafeBitCast(array(count, sizes), to: Bytes.self)
      }
      if Bytes.self == Data.self {
        return unsafeBitCast(data(count, sizes), to: Bytes.self)
      }
      return bytes(count, sizes)
    }
  }

  /// Measures the message, and passes its size in bytes and the lengths inside it to `body`.
  @inlinable
  @inline(__always)
  func measured<Result>(
    _ options: BinaryEncodingOptions, _ body: (Int, borrowing WireSizes) throws -> Result
  ) throws -> Result {
    try withUnsafeTemporaryAllocation(
      of: Int32.self, capacity: WireSizes.slotsOnStack
    ) { slots in
      var sizes = WireSizes(slots: slots, options: options)
      defer { sizes.free() }
      return try body(sizes.total(of: self), sizes)
    }
  }

  /// Returns the encoding as an array, which isn't filled with zeros first.
  @inlinable
  func array(_ count: Int, _ sizes: borrowing WireSizes) -> [UInt8] {
    // Near the end of the memory, writing takes longer, so a short encoding is written on the
    // stack, where there is more room.
    guard count > WireSizes.bytesOnStack else {
      return onStack(count, sizes) { [UInt8]($0) }
    }
    var bytes = [UInt8](UninitializedBytes(count: count))
    bytes.withUnsafeMutableBufferPointer { sizes.write(self, count, into: $0) }
    return bytes
  }

  /// Returns the encoding as `Data`. `Data(count:)` fills the memory with zeros faster than
  /// `Data(repeating:count:)`.
  @inlinable
  func data(_ count: Int, _ sizes: borrowing WireSizes) -> Data {
    guard count > WireSizes.bytesOnStack else {
      return onStack(count, sizes) { Data(buffer: $0) }
    }
    var data = Data(count: count)
    data.withUnsafeMutableBytes {
      sizes.write(self, count, into: $0.assumingMemoryBound(to: UInt8.self))
    }
    return data
  }

  /// Returns the encoding as bytes of another type.
  @inlinable
  func bytes<Bytes: SwiftProtobufContiguousBytes>(
    _ count: Int, _ sizes: borrowing WireSizes
  ) -> Bytes {
    var bytes = Bytes(repeating: 0, count: count)
    bytes.withUnsafeMutableBytes { memory in
      guard count <= WireSizes.bytesOnStack else {
        return sizes.write(self, count, into: memory.assumingMemoryBound(to: UInt8.self))
      }
      onStack(count, sizes) { memory.copyBytes(from: $0) }
    }
    return bytes
  }

  /// Writes an encoding that is short enough for the stack, and passes it to `body`.
  @inlinable
  @inline(__always)
  func onStack<Result>(
    _ count: Int, _ sizes: borrowing WireSizes, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: WireSizes.bytesOnStack + WireWriter.roomForField
    ) { memory in
      sizes.write(self, count, into: memory)
      return body(UnsafeBufferPointer(rebasing: memory[..<count]))
    }
  }

  /// Returns the binary encoding of the message, like ``serializedBytes(partial:options:)``.
  @inlinable
  public func serializedData(
    partial: Bool = false,
    options: BinaryEncodingOptions = BinaryEncodingOptions()
  ) throws -> Data {
    try serializedBytes(partial: partial, options: options)
  }
}
