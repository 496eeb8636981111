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
    var sizes = WireSizes(options: options)
    let count = try sizes.total(of: self)
    var bytes = Bytes(repeating: 0, count: count)
    bytes.withUnsafeMutableBytes { buffer in
      sizes.write(self, into: buffer)
    }
    return bytes
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
