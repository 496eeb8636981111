public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The fields that a message had no name for, while it is being decoded: byte for byte, but for
/// packed enums of which only some numbers have no name.
public struct UnknownFields {
  @usableFromInline
  var isEmpty = true

  /// Fields before those of ``run``.
  @usableFromInline
  var earlier = Data()

  /// The last fields, which follow each other in the input: mostly all there are. The input
  /// outlives the decoding of the message.
  @usableFromInline
  var run = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Creates a place for unknown fields, without any.
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
    guard !request.pointee.options.discardUnknownFields else { return }
    unknown.append(UnsafeRawBufferPointer(start: start, count: cursor - start))
  }

  /// Appends the unknown fields of one message to those that it has.
  ///
  /// - Throws: ``WireDecodingError`` if SwiftProtobuf does not accept them.
  @inlinable
  @inline(__always)
  public func keep(
    _ unknown: UnknownFields, in storage: inout UnknownStorage
  ) throws(WireDecodingError) {
    if !unknown.isEmpty { try unknown.append(to: &storage) }
  }
}

extension UnknownFields {
  /// Appends fields of the input.
  mutating func append(_ fields: UnsafeRawBufferPointer) {
    isEmpty = false
    if let start = run.baseAddress, start + run.count == fields.baseAddress {
      run = UnsafeRawBufferPointer(start: start, count: run.count + fields.count)
    } else {
      earlier.append(contentsOf: run)
      run = fields
    }
  }

  /// Appends fields that are not in the input.
  mutating func append(_ fields: Data) {
    guard !fields.isEmpty else { return }
    isEmpty = false
    earlier.append(contentsOf: run)
    earlier.append(fields)
    run = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Appends the bytes to `storage`.
  @usableFromInline
  func append(to storage: inout UnknownStorage) throws(WireDecodingError) {
    var bytes = storage.data
    // What the storage still held would be copied to be appended to, each time a message is merged.
    storage = UnknownStorage()
    bytes.append(earlier)
    if bytes.isEmpty { bytes = Data(run) } else { bytes.append(contentsOf: run) }
    storage = try UnknownStorage(fields: bytes)
  }
}
