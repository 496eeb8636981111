public import SwiftProtobuf

/// Reads an encoded message.
///
/// `cursor` and `end` point into a buffer that outlives the reader, because the reader is created
/// and used inside `withUnsafeBytes`. Every read first compares the number of bytes it needs with
/// `end - cursor`, so the cursor never passes `end`. Inside a nested message, `end` is that
/// message's end. Only the functions that read varints of several bytes and short strings look at
/// bytes after `end`, up to the end of the buffer.
public struct WireReader {
  @usableFromInline
  var cursor: UnsafePointer<UInt8>

  @usableFromInline
  var end: UnsafePointer<UInt8>

  /// Where the tag of the current field begins.
  @usableFromInline
  var fieldStart: UnsafePointer<UInt8>

  /// The group that is being read.
  @usableFromInline
  var group = OpenGroup()

  /// The number of levels of messages and groups that may follow inside the current one.
  @usableFromInline
  var depthLeft: Int

  /// The caller's options and extensions. Like the buffer, they outlive the reader.
  @usableFromInline
  let request: UnsafePointer<DecodingRequest>

  @inlinable
  init(start: UnsafeRawPointer, count: Int, request: UnsafePointer<DecodingRequest>) {
    self.cursor = start.assumingMemoryBound(to: UInt8.self)
    self.end = cursor + count
    self.fieldStart = cursor
    self.request = request
    self.depthLeft = request.pointee.options.messageDepthLimit - 1
  }

  @usableFromInline
  var extensions: (any ExtensionMap)? { request.pointee.extensions?.map }

  @usableFromInline
  var options: BinaryDecodingOptions { request.pointee.options }

  @inlinable
  @inline(__always)
  var bytesLeft: Int { end - cursor }
}

extension WireReader {
  /// Returns the next tag, which consists of a field number and a wire type. Returns `nil` at the
  /// end of the current message.
  ///
  /// - Throws: ``WireDecodingError`` if the field number is 0, or the tag has more than 32 bits or
  ///   5 bytes.
  @inlinable
  @inline(__always)
  public mutating func nextTag() throws(WireDecodingError) -> UInt32? {
    if cursor == end { return nil }
    fieldStart = cursor
    let first = UInt32(cursor.pointee)
    if first &- 8 < 0x80 - 8 {
      cursor += 1
      return first
    }
    // Fields with numbers from 16 to 2047 have tags of two bytes.
    guard first >= 0x80, bytesLeft > 1, 1..<0x80 ~= cursor[1] else { return try longTag() }
    defer { cursor += 2 }
    return first & 0x7F | UInt32(cursor[1]) &<< 7
  }

  /// Reads a tag of any length. Throws an error if the field number is 0.
  @usableFromInline
  mutating func longTag() throws(WireDecodingError) -> UInt32 {
    let bits = try varint()
    guard bits >= 8, bits <= UInt64(UInt32.max), cursor - fieldStart <= Varint.maxTagSize else {
      throw .malformedProtobuf
    }
    return UInt32(truncatingIfNeeded: bits)
  }

  @inlinable
  @inline(__always)
  mutating func varint() throws(WireDecodingError) -> UInt64 {
    guard cursor != end, cursor.pointee < 0x80 else { return try longVarint() }
    defer { cursor += 1 }
    return UInt64(cursor.pointee)
  }

  /// Reads a varint of more than one byte. Throws an error if it is truncated or malformed.
  @usableFromInline
  mutating func longVarint() throws(WireDecodingError) -> UInt64 {
    // Most varints of several bytes have two. The others are read eight bytes at a time, of which
    // some may be behind the end of the message.
    if bytesLeft > 1, cursor[1] < 0x80 {
      defer { cursor += 2 }
      return UInt64(cursor[0] & 0x7F) | UInt64(cursor[1]) &<< 7
    }
    var next = cursor
    guard let bits = Varint.read(from: &next, request.pointee.end), next <= end else {
      throw Varint.fault(cursor, end)
    }
    cursor = next
    return bits
  }

  @inlinable
  @inline(__always)
  mutating func fixed<Bits: FixedWidthInteger>(
    _ type: Bits.Type
  ) throws(WireDecodingError) -> Bits {
    if bytesLeft < MemoryLayout<Bits>.size { try failAsTruncated() }
    let bits = UnsafeRawPointer(cursor).loadUnaligned(as: Bits.self)
    cursor += MemoryLayout<Bits>.size
    return Bits(littleEndian: bits)
  }
}

extension WireReader {
  /// Throws ``WireDecodingError/truncated``. This is a function because a call takes less code than
  /// a `throw`, and the callers are inlined at each field.
  @usableFromInline
  @inline(never)
  func failAsTruncated() throws(WireDecodingError) -> Never { throw .truncated }

  /// Reads a length, and checks that as many bytes are left.
  @inlinable
  @inline(__always)
  mutating func length() throws(WireDecodingError) -> Int {
    let bits = try varint()
    if bits > UInt64(bytesLeft) { try failAsTooLong(bits) }
    return Int(truncatingIfNeeded: bits)
  }

  /// Throws the error for a length that exceeds the number of bytes left.
  @usableFromInline
  @inline(never)
  func failAsTooLong(_ length: UInt64) throws(WireDecodingError) -> Never {
    throw length > UInt64(Int32.max) ? .malformedProtobuf : .truncated
  }

  /// Reads `count` bytes. The slice is valid as long as the reader's buffer.
  @inlinable
  mutating func slice(of count: Int) throws(WireDecodingError) -> UnsafeRawBufferPointer {
    guard count <= bytesLeft else { throw .truncated }
    let slice = UnsafeRawBufferPointer(start: cursor, count: count)
    cursor += count
    return slice
  }

  /// Reads a length-delimited value. The slice is valid as long as the reader's buffer.
  @inlinable
  mutating func delimited() throws(WireDecodingError) -> UnsafeRawBufferPointer {
    try slice(of: try length())
  }

  /// Limits the reader to the length-delimited value that follows, and returns the previous end.
  @inlinable
  @inline(__always)
  mutating func enter() throws(WireDecodingError) -> UnsafePointer<UInt8> {
    let count = try length()
    let outer = end
    end = cursor + count
    return outer
  }

  /// Limits the reader to the message that follows, which is one level deeper, and returns the
  /// previous end.
  @inlinable
  mutating func enterMessage() throws(WireDecodingError) -> UnsafePointer<UInt8> {
    guard depthLeft > 0 else { throw .messageDepthLimit }
    depthLeft -= 1
    return try enter()
  }

  /// Restores the previous end after the message has been read to its end.
  @inlinable
  mutating func leaveMessage(_ outer: UnsafePointer<UInt8>) {
    end = outer
    depthLeft += 1
  }
}
