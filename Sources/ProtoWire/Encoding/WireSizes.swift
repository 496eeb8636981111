public import SwiftProtobuf

/// The lengths inside an encoded message, measured once, in the order in which the wire needs them.
/// Generated code calls it in `_measure(in:)`.
///
/// Every length-delimited value whose length is not plain from the value itself takes a slot:
/// nested messages, map entries, packed varints. Measuring each of them once is what keeps encoding
/// linear in the depth of nesting.
public struct WireSizes: ~Copyable {
  // Noncopyable, as a copy could be kept and used after the slots have been freed.

  /// The slots; the first `count` of them are taken.
  ///
  /// They begin on the stack of whoever encodes and move to the heap when they are too few. Access
  /// is in bounds as every index comes from ``reserveSlot()``, which first makes room for it.
  @usableFromInline
  var slots: UnsafeMutablePointer<Int32>

  @usableFromInline
  var count = 0

  /// The size of what was measured so far of the message that is being measured, in bytes. No
  /// message that can be visited in a lifetime overflows it.
  @usableFromInline
  var length: UInt64 = 0

  @usableFromInline
  var capacity: Int

  /// Whether the slots have to be freed.
  @usableFromInline
  var areOnHeap = false

  /// Encodings of messages that have no codec of ours; `nil` until there is one.
  @usableFromInline
  var foreign: ForeignEncodings?

  @usableFromInline
  let options: BinaryEncodingOptions

  /// Takes slots that outlive the value.
  @inlinable
  init(slots: UnsafeMutableBufferPointer<Int32>, options: BinaryEncodingOptions) {
    // swift-format-ignore: NeverForceUnwrap, a buffer of more than no elements has an address.
    self.slots = slots.baseAddress!
    self.capacity = slots.count
    self.options = options
  }

  @inlinable
  mutating func add(_ bytes: Int) {
    length &+= UInt64(truncatingIfNeeded: bytes)
  }

  /// Measures a message inside the one that is being measured, and returns its size.
  @inlinable
  @inline(__always)
  mutating func nested<Message: WireEncodable & ~Copyable>(_ message: borrowing Message) -> Int {
    let outer = length
    length = 0
    message._measure(in: &self)
    defer { length = outer }
    return Int(truncatingIfNeeded: length)
  }

  /// Takes the next slot, to be filled when what it measures has been measured.
  @inlinable
  mutating func reserveSlot() -> Int {
    if count == capacity { grow() }
    count += 1
    return count - 1
  }

  /// Fills a slot and returns the size with the length in front.
  @inlinable
  mutating func fill(_ slot: Int, with length: Int) -> Int {
    slots[slot] = Int32(truncatingIfNeeded: length)
    return length + Varint.size(UInt64(truncatingIfNeeded: length))
  }
}

extension WireSizes {
  /// How many slots there are on the stack: what is there to spare, 1 KiB.
  @inlinable
  static var slotsOnStack: Int { 256 }

  /// How long an encoding may be that is made on the stack, where there is room for one field more.
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

  /// Gives the slots back if they have moved to the heap.
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
  /// Records that a message cannot be encoded; ``total(of:)`` throws it.
  @usableFromInline
  mutating func fail(_ error: any Error) {
    foreignEncodings().fail(error)
  }

  /// What is handed to the writer beside lengths, which comes into being with the first of it.
  mutating func foreignEncodings() -> ForeignEncodings {
    let encodings = foreign ?? ForeignEncodings()
    foreign = encodings
    return encodings
  }

  /// The largest encoding that protobuf allows: 2 GiB less one byte.
  @usableFromInline
  static let limit = Int(Int32.max)

  /// Measures `message` as a whole.
  ///
  /// - Throws: ``WireEncodingError/tooLarge(bytes:)`` or what a foreign message threw.
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

  /// Marks the end of the lengths. A writer that asks for more lengths than were measured gets one
  /// of 4 GiB, for which there is never room.
  @inlinable
  mutating func seal() {
    let slot = reserveSlot()
    slots[slot] = -1
  }

  /// Writes `message`, which ``total(of:)`` has just measured, and ends the process unless that
  /// takes `count` bytes.
  ///
  /// - Parameter memory: room for so many bytes, or for more; nothing is written behind its end.
  @inlinable
  func write(
    _ message: some WireMessage, _ count: Int, into memory: UnsafeMutableBufferPointer<UInt8>
  ) {
    // swift-format-ignore: NeverForceUnwrap, there is memory for a byte at least.
    let start = memory.baseAddress!
    var writer = WireWriter(
      start: start, end: start + memory.count,
      lengths: slots, foreign: foreign, sortsMaps: options.useDeterministicOrdering)
    message._encode(to: &writer)
    if writer.cursor < start + count { WireWriter.Fault.tooFew.stop() }
    if writer.cursor > start + count { WireWriter.Fault.beyondEnd.stop() }
  }
}
