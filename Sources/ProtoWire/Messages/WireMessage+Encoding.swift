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
  /// - Throws: `BinaryEncodingError.missingRequiredFields`, ``WireEncodingError``, or what a
  ///   nested message of SwiftProtobuf's own throws.
  @inlinable
  public func serializedBytes<Bytes: SwiftProtobufContiguousBytes>(
    partial: Bool = false,
    options: BinaryEncodingOptions = BinaryEncodingOptions()
  ) throws -> Bytes {
    if !partial && !isInitialized { throw BinaryEncodingError.missingRequiredFields }
    return try measured(options) { count, sizes in
      if Bytes.self == [UInt8].self {
        // The types are the same, as has just been asked.
        return unsafeBitCast(array(count, sizes), to: Bytes.self)
      }
      if Bytes.self == Data.self {
        return unsafeBitCast(data(count, sizes), to: Bytes.self)
      }
      var bytes = Bytes(repeating: 0, count: count)
      bytes.withUnsafeMutableBytes { buffer in
        sizes.write(self, into: buffer)
      }
      return bytes
    }
  }

  /// Measures the message, and hands the size in bytes and the lengths inside to `body`.
  @inlinable
  @inline(__always)
  func measured<Result>(
    _ options: BinaryEncodingOptions, _ body: (Int, WireSizes) throws -> Result
  ) throws -> Result {
    try withUnsafeTemporaryAllocation(
      of: Int32.self, capacity: WireSizes.slotsOnStack
    ) { slots in
      var sizes = WireSizes(slots: slots, options: options)
      defer { sizes.free() }
      return try body(sizes.total(of: self), sizes)
    }
  }

  /// The encoding as an array, which need not be filled with zeros first.
  @inlinable
  func array(_ count: Int, _ sizes: WireSizes) -> [UInt8] {
    guard count > WireSizes.bytesOnStack else { return smallArray(count, sizes) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      let bytes = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count)
      sizes.write(self, into: bytes)
      initializedCount = count
    }
  }

  /// The encoding as `Data`, whose zeros cost less if none are asked for by name.
  @inlinable
  func data(_ count: Int, _ sizes: WireSizes) -> Data {
    var data = Data(count: count)
    data.withUnsafeMutableBytes { sizes.write(self, into: $0) }
    return data
  }

  /// To make an array of bytes that are there is the one way in which the standard library does not
  /// ask for metadata at run time; a short encoding is copied sooner than it asks.
  @inlinable
  func smallArray(_ count: Int, _ sizes: WireSizes) -> [UInt8] {
    withUnsafeTemporaryAllocation(
      byteCount: WireSizes.bytesOnStack, alignment: 1
    ) { bytes in
      let encoded = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
      sizes.write(self, into: encoded)
      return [UInt8](encoded.assumingMemoryBound(to: UInt8.self))
    }
  }

  /// Returns the binary encoding of the message; see ``serializedBytes(partial:options:)``.
  @inlinable
  public func serializedData(
    partial: Bool = false,
    options: BinaryEncodingOptions = BinaryEncodingOptions()
  ) throws -> Data {
    try serializedBytes(partial: partial, options: options)
  }
}
