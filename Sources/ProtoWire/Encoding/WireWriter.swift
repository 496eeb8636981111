/// Writes a message that has been measured. Generated code calls it in `_encode(to:)`.
///
/// The writer knows where its memory ends. If a codec writes more or less than it measured, the
/// process ends with a message that says so. Nothing is written after the end of the memory.
///
/// Each field checks once that there is room for any tag and any number. Only near the end of the
/// memory does it count the bytes that it needs. Short encodings are written to memory with extra
/// room, so that they never come near its end.
public struct WireWriter: ~Copyable {
  // This type is noncopyable, because a copy could be used after the memory has been freed.

  @usableFromInline
  var cursor: UnsafeMutablePointer<UInt8>

  /// The last address from which there is room for any tag and any number. It is kept instead of the
  /// end of the memory, so that each field only compares two addresses.
  @usableFromInline
  let lastStart: UnsafeMutablePointer<UInt8>

  /// The next of the lengths that were measured. After the last one follows a length that is too
  /// large for any memory, see ``WireSizes/seal()``.
  @usableFromInline
  var lengths: UnsafePointer<Int32>

  @usableFromInline
  let foreign: ForeignEncodings?

  /// Whether map entries are written in the order of their keys.
  @usableFromInline
  let sortsMaps: Bool

  /// ``SmallString/isKnown``, which takes longer to ask for than a property.
  @usableFromInline
  let knowsSmallStrings = SmallString.isKnown

  /// Creates a writer. The memory and the lengths must outlive it.
  @inlinable
  init(
    start: UnsafeMutablePointer<UInt8>, end: UnsafeMutablePointer<UInt8>,
    lengths: UnsafePointer<Int32>, foreign: ForeignEncodings?, sortsMaps: Bool
  ) {
    self.cursor = start
    self.lastStart = end - Self.roomForField
    self.lengths = lengths
    self.foreign = foreign
    self.sortsMaps = sortsMaps
  }
}

extension WireWriter {
  /// The maximum number of bytes of a tag and a number. If as many bytes are left, both are written
  /// without another check.
  @inlinable
  static var roomForField: Int { Varint.maxTagSize + Varint.maxSize }

  @inlinable
  @inline(__always)
  var hasRoomForField: Bool { cursor <= lastStart }

  /// Whether there is room for a tag, a number, and `count` other numbers, however long they are.
  @inlinable
  @inline(__always)
  func hasRoom(forVarints count: Int) -> Bool {
    lastStart - cursor >= count * Varint.maxSize
  }

  /// The number of bytes before the end of the memory.
  @inlinable
  @inline(__always)
  var bytesLeft: Int { lastStart - cursor + Self.roomForField }

  /// Writes the start tag or the end tag of a group.
  @inlinable
  @inline(__always)
  mutating func tag(_ tag: UInt32) {
    guard hasRoomForField else { return lastTag(tag) }
    Varint.write(tag: tag, at: &cursor)
  }

  @inlinable
  @inline(__always)
  mutating func varint(_ value: UInt64, tag: UInt32) {
    guard hasRoomForField else { return lastVarint(value, tag: tag) }
    Varint.write(tag: tag, at: &cursor)
    Varint.write(value, at: &cursor)
  }

  @inlinable
  @inline(__always)
  mutating func fixed<Bits: FixedWidthInteger & UnsignedInteger>(_ value: Bits, tag: UInt32) {
    guard hasRoomForField else {
      return lastFixed(UInt64(value), MemoryLayout<Bits>.size, tag: tag)
    }
    Varint.write(tag: tag, at: &cursor)
    UnsafeMutableRawPointer(cursor).storeBytes(of: value.littleEndian, as: Bits.self)
    cursor += MemoryLayout<Bits>.size
  }

  /// Writes bytes as they are.
  @inlinable
  @inline(__always)
  mutating func bytes(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    if bytesLeft < bytes.count { Fault.beyondEnd.stop() }
    UnsafeMutableRawPointer(cursor).copyMemory(from: base, byteCount: bytes.count)
    cursor += bytes.count
  }

  /// Writes a tag and the next of the lengths that were measured. Returns the address at which the
  /// value of that length has to end.
  @inlinable
  @inline(__always)
  mutating func open(_ tag: UInt32) -> UnsafeMutablePointer<UInt8> {
    let length = takeLength()
    // This check finds two faults, because there is never room for a length that wasn't measured.
    guard cursor + length <= lastStart else { return lastOpen(tag, length) }
    return Self.open(tag, length, at: &cursor)
  }

  /// Writes a tag and the next of the lengths at `cursor`. Does the same as ``open(_:)``, but
  /// without a check.
  @inlinable
  @inline(__always)
  mutating func openUnchecked(
    _ tag: UInt32, at cursor: inout UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    Self.open(tag, takeLength(), at: &cursor)
  }

  /// Takes the next of the lengths that were measured.
  @inlinable
  @inline(__always)
  mutating func takeLength() -> Int {
    defer { lengths += 1 }
    return Int(UInt32(bitPattern: lengths.pointee))
  }

  /// Writes a tag and a length, and returns the address at which the value has to end.
  @inlinable
  @inline(__always)
  static func open(
    _ tag: UInt32, _ length: Int, at cursor: inout UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    Varint.write(tag: tag, at: &cursor)
    Varint.write(UInt64(truncatingIfNeeded: length), at: &cursor)
    return cursor + length
  }

  /// Checks that a value ends at the address that ``open(_:)`` has returned.
  @inlinable
  @inline(__always)
  func close(_ end: UnsafeMutablePointer<UInt8>) {
    if cursor != end { stop(insteadOf: end) }
  }

  /// Writes a length-delimited message inside the current one.
  @inlinable
  @inline(__always)
  mutating func nested<Message: WireEncodable & ~Copyable>(
    _ message: borrowing Message, tag: UInt32
  ) {
    let end = open(tag)
    message._encode(to: &self)
    close(end)
  }

  /// Writes a message between a start tag and an end tag.
  @inlinable
  @inline(__always)
  mutating func group<Message: WireEncodable & ~Copyable>(
    _ message: borrowing Message, tag: UInt32
  ) {
    self.tag(tag)
    message._encode(to: &self)
    self.tag(tag + 1)
  }
}

/// Writes fields near the end of the memory, and counts their bytes first.
extension WireWriter {
  @usableFromInline
  @inline(never)
  mutating func lastTag(_ tag: UInt32) {
    lastVarint(UInt64(tag))
  }

  @usableFromInline
  @inline(never)
  mutating func lastVarint(_ value: UInt64, tag: UInt32) {
    lastVarint(UInt64(tag))
    lastVarint(value)
  }

  /// Does the same as ``open(_:)`` for a value that ends near the end of the memory or wasn't
  /// measured.
  @usableFromInline
  @inline(never)
  mutating func lastOpen(_ tag: UInt32, _ length: Int) -> UnsafeMutablePointer<UInt8> {
    if length > WireSizes.limit { Fault.unmeasured.stop() }
    lastVarint(UInt64(length), tag: tag)
    return cursor + length
  }

  @usableFromInline
  @inline(never)
  mutating func lastVarint(_ value: UInt64) {
    if bytesLeft < Varint.size(value) { Fault.beyondEnd.stop() }
    Varint.write(value, at: &cursor)
  }

  /// Writes a tag and the lower `size` bytes of a number.
  @usableFromInline
  @inline(never)
  mutating func lastFixed(_ value: UInt64, _ size: Int, tag: UInt32) {
    lastVarint(UInt64(tag))
    withUnsafeBytes(of: value.littleEndian) { bytes(UnsafeRawBufferPointer(rebasing: $0[..<size])) }
  }
}

extension WireWriter {
  /// Ends the process, because a value doesn't end at `end`.
  @usableFromInline
  @inline(never)
  func stop(insteadOf end: UnsafeMutablePointer<UInt8>) -> Never {
    let fault: Fault = end - cursor > WireSizes.limit ? .unmeasured : .otherLength
    fault.stop()
  }

  /// The ways in which a codec can contradict itself. Generated codecs only do so if another thread
  /// changes the message while it is encoded.
  @usableFromInline
  enum Fault: String {
    case beyondEnd = "A message encodes to more bytes than it measured."
    case tooFew = "A message encodes to fewer bytes than it measured."
    case otherLength = "A part of a message encodes to another length than it measured."
    case unmeasured = "A message encodes a part that it did not measure."

    /// Ends the process with a message that says why, also in release builds.
    @usableFromInline
    @inline(never)
    func stop() -> Never {
      fatalError(
        rawValue + " Either its codec was written or changed by hand, or another thread changed the"
          + " message while it was encoded.")
    }
  }
}
