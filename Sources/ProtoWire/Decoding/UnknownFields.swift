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
  /// Skips the field that `tag` opened and keeps its bytes unless the options discard them.
  ///
  /// - Throws: ``WireDecodingError`` if the field is malformed.
  public mutating func unknown(
    _ tag: UInt32, into unknown: inout UnknownFields
  ) throws(WireDecodingError) {
    let start = tagStart
    try skip(tag)
    guard !options.discardUnknownFields else { return }
    unknown.bytes.append(UnsafeBufferPointer(start: start, count: cursor - start))
  }

  /// Where the tag that has just been read began: it may have come in more bytes than it needs.
  private var tagStart: UnsafePointer<UInt8> {
    if let (start, end) = longVarintBounds, end == cursor { return start }
    return cursor - 1
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
