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
    return try withUnsafeTemporaryAllocation(
      of: Int32.self, capacity: WireSizes.slotsOnStack
    ) { slots in
      var sizes = WireSizes(slots: slots, options: options)
      defer { sizes.free() }
      let count = try sizes.total(of: self)
      if Bytes.self == [UInt8].self {
        // The types are the same, as has just been asked.
        return unsafeBitCast(array(count, sizes), to: Bytes.self)
      }
      var bytes = Bytes(repeating: 0, count: count)
      bytes.withUnsafeMutableBytes { buffer in
        sizes.write(self, into: buffer)
      }
      return bytes
    }
  }

  /// The encoding as an array, which need not be filled with zeros first.
  @inlinable
  func array(_ count: Int, _ sizes: WireSizes) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      sizes.write(self, into: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count))
      initializedCount = count
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
