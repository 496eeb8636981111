public import SwiftProtobuf

/// Reads an encoded message.
///
/// `cursor` and `end` point into a buffer that outlives the reader: it is made and used inside
/// `withUnsafeBytes`. Every read compares what it needs with `end - cursor` first, so the cursor
/// never passes `end`; inside a nested message `end` is that message's end.
public struct WireReader {
  @usableFromInline
  var cursor: UnsafePointer<UInt8>

  @usableFromInline
  var end: UnsafePointer<UInt8>

  /// How many more messages or groups may open inside the current one.
  @usableFromInline
  var depthLeft: Int

  /// Where the last varint of more than one byte began and ended; `nil` before the first.
  @usableFromInline
  var longVarintBounds: (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)?

  @usableFromInline
  let extensions: (any ExtensionMap)?

  @usableFromInline
  let options: BinaryDecodingOptions

  @inlinable
  init(
    start: UnsafeRawPointer, count: Int, extensions: (any ExtensionMap)?,
    options: BinaryDecodingOptions
  ) {
    self.cursor = start.assumingMemoryBound(to: UInt8.self)
    self.end = cursor + count
    self.extensions = extensions
    self.options = options
    self.depthLeft = options.messageDepthLimit - 1
  }

  @inlinable
  @inline(__always)
  var bytesLeft: Int { end - cursor }
}

extension WireReader {
  /// Returns the next tag (field number and wire type), `nil` at the end of the current message.
  ///
  /// - Throws: ``WireDecodingError`` for field number 0 or a tag of more than 32 bits.
  @inlinable
  @inline(__always)
  public mutating func nextTag() throws(WireDecodingError) -> UInt32? {
    if cursor == end { return nil }
    let bits = try varint()
    guard bits >= 8, bits <= UInt64(UInt32.max) else { throw .malformedProtobuf }
    return UInt32(truncatingIfNeeded: bits)
  }

  @inlinable
  @inline(__always)
  mutating func varint() throws(WireDecodingError) -> UInt64 {
    guard cursor != end else { throw .truncated }
    let first = cursor.pointee
    guard first >= 0x80 else {
      cursor += 1
      return UInt64(first)
    }
    return try longVarint()
  }

  /// Reads a varint of more than one byte. Bits beyond the 64th are dropped, as in C++; a tenth
  /// byte that announces an eleventh is an error.
  @usableFromInline
  mutating func longVarint() throws(WireDecodingError) -> UInt64 {
    var bits: UInt64 = 0
    for index in 0..<Swift.min(Varint.maxSize, bytesLeft) {
      let byte = cursor[index]
      bits |= UInt64(byte & 0x7F) &<< UInt64(7 * index)
      if byte < 0x80 {
        longVarintBounds = (cursor, cursor + index + 1)
        cursor += index + 1
        return bits
      }
    }
    throw bytesLeft < Varint.maxSize ? .truncated : .malformedProtobuf
  }

  @inlinable
  @inline(__always)
  mutating func fixed<Bits: FixedWidthInteger>(
    _ type: Bits.Type
  ) throws(WireDecodingError) -> Bits {
    guard bytesLeft >= MemoryLayout<Bits>.size else { throw .truncated }
    let bits = UnsafeRawPointer(cursor).loadUnaligned(as: Bits.self)
    cursor += MemoryLayout<Bits>.size
    return Bits(littleEndian: bits)
  }
}

extension WireReader {
  /// Reads a length and checks that so many bytes are there.
  @inlinable
  @inline(__always)
  mutating func length() throws(WireDecodingError) -> Int {
    let bits = try varint()
    guard bits <= UInt64(bytesLeft) else {
      throw bits > UInt64(Int32.max) ? .malformedProtobuf : .truncated
    }
    return Int(truncatingIfNeeded: bits)
  }

  /// Reads a length-delimited value; the slice is valid as long as the reader's buffer.
  @inlinable
  mutating func delimited() throws(WireDecodingError) -> UnsafeRawBufferPointer {
    let count = try length()
    let slice = UnsafeRawBufferPointer(start: cursor, count: count)
    cursor += count
    return slice
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
