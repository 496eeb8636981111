public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The unknown fields of a message while it is decoded. They are kept byte for byte, except that a
/// packed field of a closed enum is reduced to the numbers that aren't values of the enum.
public struct UnknownFields {
  @usableFromInline
  var isEmpty = true

  /// The fields before those in ``run``.
  @usableFromInline
  var earlier = Data()

  /// The last fields, as far as they follow each other in the input. Usually, these are all unknown
  /// fields. The input outlives the decoding of the message.
  @usableFromInline
  var run = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Creates an empty collection of unknown fields.
  @inlinable
  public init() {}
}

extension WireReader {
  /// Skips the field that begins with `tag`, and keeps its bytes unless the options discard unknown
  /// fields. If `tag` ends the group that is being read, ends the reader's current extent instead.
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

  /// Keeps the bytes that were read since `start`, unless the options discard unknown fields.
  @usableFromInline
  func keepBytes(from start: UnsafePointer<UInt8>, in unknown: inout UnknownFields) {
    guard !request.pointee.options.discardUnknownFields else { return }
    unknown.append(UnsafeRawBufferPointer(start: start, count: cursor - start))
  }

  /// Appends the unknown fields that were read for a message to those that it already has.
  ///
  /// - Throws: ``WireDecodingError`` if SwiftProtobuf doesn't accept them.
  @inlinable
  @inline(__always)
  public func keep(
    _ unknown: UnknownFields, in storage: inout UnknownStorage
  ) throws(WireDecodingError) {
    if !unknown.isEmpty { try unknown.append(to: &storage) }
  }
}

extension UnknownFields {
  /// Appends fields that are in the input.
  mutating func append(_ fields: UnsafeRawBufferPointer) {
    isEmpty = false
    if let start = run.baseAddress, start + run.count == fields.baseAddress {
      run = UnsafeRawBufferPointer(start: start, count: run.count + fields.count)
    } else {
      earlier.append(contentsOf: run)
      run = fields
    }
  }

  /// Appends fields that aren't in the input.
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
    // If the storage kept a reference to the bytes, each merge of a message would copy them.
    storage = UnknownStorage()
    bytes.append(earlier)
    if bytes.isEmpty { bytes = Data(run) } else { bytes.append(contentsOf: run) }
    storage = try UnknownStorage(fields: bytes)
  }
}
