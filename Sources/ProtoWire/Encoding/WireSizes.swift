public import SwiftProtobuf

/// Measures a message, and keeps the lengths inside its encoding in the order in which they are
/// written. Generated code calls it in `_measure(in:)`.
///
/// A length takes a slot if it isn't obvious from the value. This is so for nested messages, map
/// entries and packed varints. Each of them is measured only once, so the time for encoding is
/// linear in the depth of nesting.
public struct WireSizes: ~Copyable {
  // This type is noncopyable, because a copy could be used after the slots have been freed.

  /// The slots, of which the first `count` are taken.
  ///
  /// The slots are on the caller's stack at first, and move to the heap when more of them are
  /// needed. Access is in bounds, because every index comes from ``reserveSlot()``, which first
  /// makes room for it.
  @usableFromInline
  var slots: UnsafeMutablePointer<Int32>

  @usableFromInline
  var count = 0

  /// The number of bytes measured so far in the current message. It can't overflow, because a
  /// lifetime isn't long enough to measure so many bytes.
  @usableFromInline
  var length: UInt64 = 0

  @usableFromInline
  var capacity: Int

  /// Whether the slots are on the heap and have to be freed.
  @usableFromInline
  var areOnHeap = false

  /// The encodings of messages that don't have a ProtoWire codec, or `nil` if there aren't any so
  /// far.
  @usableFromInline
  var foreign: ForeignEncodings?

  @usableFromInline
  let options: BinaryEncodingOptions

  /// Creates a value that uses `slots`, which must outlive it.
  @inlinable
  init(slots: UnsafeMutableBufferPointer<Int32>, options: BinaryEncodingOptions) {
    // swift-format-ignore: NeverForceUnwrap, a buffer that isn't empty has an address.
    self.slots = slots.baseAddress!
    self.capacity = slots.count
    self.options = options
  }

  @inlinable
  mutating func add(_ bytes: Int) {
    length &+= UInt64(truncatingIfNeeded: bytes)
  }

  /// Measures a message inside the current one, and returns its size.
  @inlinable
  @inline(__always)
  mutating func nested<Message: WireEncodable & ~Copyable>(_ message: borrowing Message) -> Int {
    let outer = length
    length = 0
    message._measure(in: &self)
    defer { length = outer }
    return Int(truncatingIfNeeded: length)
  }

  /// Reserves the next slot, and returns its index. The caller fills the slot after it has measured
  /// the value.
  @inlinable
  mutating func reserveSlot() -> Int {
    if count == capacity { grow() }
    count += 1
    return count - 1
  }

  /// Fills a slot with the length of a value. Returns the size of the value and the length before
  /// it.
  @inlinable
  mutating func fill(_ slot: Int, with length: Int) -> Int {
    slots[slot] = Int32(truncatingIfNeeded: length)
    return length + Varint.size(UInt64(truncatingIfNeeded: length))
  }
}

extension WireSizes {
  /// The number of slots on the stack. They take 1 KiB, which is small enough for any stack.
  @inlinable
  static var slotsOnStack: Int { 256 }

  /// The maximum number of bytes of an encoding that is written on the stack. The memory has room
  /// for one more field.
  @inlinable
  static var bytesOnStack: Int { 512 }

  @usableFromInline
  mutating func grow() {
    let (larger, room) = SlotStore.take(capacity * 4)
    larger.moveInitialize(from: slots, count: count)
    free()
    slots = larger
    capacity = room
    areOnHeap = true
  }

  /// Gives the slots back if they are on the heap.
  @inlinable
  func free() {
    if areOnHeap { giveBack() }
  }

  @usableFromInline
  func giveBack() {
    SlotStore.giveBack(slots, capacity)
  }
}

extension WireSizes {
  /// Records the reason why a message can't be encoded. ``total(of:)`` throws it.
  @usableFromInline
  mutating func fail(_ error: any Error) {
    foreignEncodings().fail(error)
  }

  /// Returns the encodings that the writer needs in addition to the lengths. Creates the collection
  /// when it is first needed.
  mutating func foreignEncodings() -> ForeignEncodings {
    let encodings = foreign ?? ForeignEncodings()
    foreign = encodings
    return encodings
  }

  /// The maximum number of bytes of an encoding in protobuf, which is one less than 2 GiB.
  @usableFromInline
  static let limit = Int(Int32.max)

  /// Measures the whole `message`, and returns the size of its encoding.
  ///
  /// - Throws: ``WireEncodingError/tooLarge(bytes:)``, or the reason why a message inside can't be
  ///   encoded.
  @inlinable
  mutating func total(of message: some WireMessage) throws -> Int {
    message._measure(in: &self)
    if let failure = foreign?.failure { throw failure }
    guard length <= UInt64(Self.limit) else {
      throw WireEncodingError.tooLarge(bytes: Int(clamping: length))
    }
    seal()
    return Int(length)
  }

  /// Marks the end of the lengths. If a writer asks for more lengths than were measured, it gets
  /// one of 4 GiB, for which there is never room.
  @inlinable
  mutating func seal() {
    let slot = reserveSlot()
    slots[slot] = -1
  }

  /// Writes `message`, which ``total(of:)`` has just measured. Ends the process unless the encoding
  /// has `count` bytes.
  ///
  /// - Parameter memory: has room for `count` bytes or more. Nothing is written after its end.
  @inlinable
  func write(
    _ message: some WireMessage, _ count: Int, into memory: UnsafeMutableBufferPointer<UInt8>
  ) {
    // swift-format-ignore: NeverForceUnwrap, the memory has room for at least one byte.
    let start = memory.baseAddress!
    var writer = WireWriter(
      start: start, end: start + memory.count,
      lengths: slots, foreign: foreign, sortsMaps: options.useDeterministicOrdering)
    message._encode(to: &writer)
    if writer.cursor < start + count { WireWriter.Fault.tooFew.stop() }
    if writer.cursor > start + count { WireWriter.Fault.beyondEnd.stop() }
  }
}
