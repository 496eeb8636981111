public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The fields that a message had no name for, byte for byte, while it is being decoded.
public struct UnknownFields {
  @usableFromInline
  var bytes = Data()

  @inlinable
  public init() {}
}

extension WireReader {
  /// Skips the field that `tag` opened and keeps its bytes unless the options discard them. The tag
  /// that ends a group ends the extent that is read.
  ///
  /// - Throws: ``WireDecodingError`` if the field is malformed.
  public mutating func unknown(
    _ tag: UInt32, into unknown: inout UnknownFields
  ) throws(WireDecodingError) {
    guard tag & 7 != WireType.endGroup else { return try endGroup(tag) }
    let start = fieldStart
    try skip(tag)
    keepBytes(from: start, in: &unknown)
  }

  /// Keeps what was read since `start`, unless the options discard it.
  @usableFromInline
  func keepBytes(from start: UnsafePointer<UInt8>, in unknown: inout UnknownFields) {
    guard !options.discardUnknownFields else { return }
    unknown.bytes.append(UnsafeBufferPointer(start: start, count: cursor - start))
  }

  /// Appends the unknown fields of one message to those that it has.
  ///
  /// - Throws: ``WireDecodingError`` if SwiftProtobuf does not accept them.
  @inlinable
  @inline(__always)
  public func keep(
    _ unknown: UnknownFields, in storage: inout UnknownStorage
  ) throws(WireDecodingError) {
    if !unknown.bytes.isEmpty { try unknown.append(to: &storage) }
  }
}

extension UnknownFields {
  mutating func append(_ storage: UnknownStorage) {
    bytes.append(storage.data)
  }

  mutating func append(packed values: UnknownFields, tag: UInt32) {
    append(varint: UInt64(tag))
    append(varint: UInt64(values.bytes.count))
    bytes.append(values.bytes)
  }

  @usableFromInline
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends the bytes to `storage`.
  ///
  /// SwiftProtobuf lets nobody else fill its storage, but every field is unknown to an empty
  /// message, so decoding one makes the storage wanted. Nesting was limited when we skipped.
  @usableFromInline
  func append(to storage: inout UnknownStorage) throws(WireDecodingError) {
    var options = BinaryDecodingOptions()
    options.messageDepthLimit = .max
    do {
      let carrier = try Google_Protobuf_Empty(
        serializedBytes: storage.data + bytes, options: options)
      storage = carrier.unknownFields
    } catch let error as WireDecodingError {
      throw error
    } catch {
      throw .malformedProtobuf
    }
  }
}
