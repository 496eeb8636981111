public import SwiftProtobuf

/// Reads an encoded message.
///
/// `cursor` and `end` point into a buffer that outlives the reader: it is made and used inside
/// `withUnsafeBytes`. Every read compares what it needs with `end - cursor` first, so the cursor
/// never passes `end`; inside a nested message `end` is that message's end. Only packed varints may
/// be looked at together with what follows them, up to the end of the message that holds them.
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

  /// How many more messages or groups may open inside the current one.
  @usableFromInline
  var depthLeft: Int

  /// What the caller asked for; outlives the reader as the buffer does.
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
  /// Returns the next tag (field number and wire type), `nil` at the end of the current message.
  ///
  /// - Throws: ``WireDecodingError`` for field number 0 or a tag of more than 32 bits or 5 bytes.
  @inlinable
  @inline(__always)
  public mutating func nextTag() throws(WireDecodingError) -> UInt32? {
    if cursor == end { return nil }
    fieldStart = cursor
    let first = UInt32(cursor.pointee)
    guard first >= 8, first < 0x80 else { return try longTag() }
    cursor += 1
    return first
  }

  /// Reads a tag of more than one byte, that of a field with a number above 15, and finds fault
  /// with one that is too small.
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

  /// Reads a varint of more than one byte, and finds fault with one that is not there.
  @usableFromInline
  mutating func longVarint() throws(WireDecodingError) -> UInt64 {
    guard let bits = Varint.read(from: &cursor, end) else { throw Varint.fault(cursor, end) }
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
  /// Throws ``WireDecodingError/truncated``: a call takes less code than an error, and this is
  /// inlined at each field.
  @usableFromInline
  @inline(never)
  func failAsTruncated() throws(WireDecodingError) -> Never { throw .truncated }

  /// Reads a length and checks that so many bytes are there.
  @inlinable
  @inline(__always)
  mutating func length() throws(WireDecodingError) -> Int {
    let bits = try varint()
    if bits > UInt64(bytesLeft) { try failAsTooLong(bits) }
    return Int(truncatingIfNeeded: bits)
  }

  /// Throws what is wrong with a length of more bytes than there are.
  @usableFromInline
  @inline(never)
  func failAsTooLong(_ length: UInt64) throws(WireDecodingError) -> Never {
    throw length > UInt64(Int32.max) ? .malformedProtobuf : .truncated
  }

  /// Reads so many bytes; the slice is valid as long as the reader's buffer.
  @inlinable
  mutating func slice(of count: Int) throws(WireDecodingError) -> UnsafeRawBufferPointer {
    guard count <= bytesLeft else { throw .truncated }
    let slice = UnsafeRawBufferPointer(start: cursor, count: count)
    cursor += count
    return slice
  }

  /// Reads a length-delimited value; the slice is valid as long as the reader's buffer.
  @inlinable
  mutating func delimited() throws(WireDecodingError) -> UnsafeRawBufferPointer {
    try slice(of: try length())
  }

  /// Narrows the reader to the length-delimited value that follows and returns the outer end.
  @inlinable
  @inline(__always)
  mutating func enter() throws(WireDecodingError) -> UnsafePointer<UInt8> {
    let count = try length()
    let outer = end
    end = cursor + count
    return outer
  }

  /// Narrows the reader to the message that follows, one level deeper.
  @inlinable
  mutating func enterMessage() throws(WireDecodingError) -> UnsafePointer<UInt8> {
    guard depthLeft > 0 else { throw .messageDepthLimit }
    depthLeft -= 1
    return try enter()
  }

  /// Widens the reader again after the message was read to its end.
  @inlinable
  mutating func leaveMessage(_ outer: UnsafePointer<UInt8>) {
    end = outer
    depthLeft += 1
  }
}
