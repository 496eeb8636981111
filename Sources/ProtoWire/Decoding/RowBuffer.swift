public import SwiftProtobuf

/// Memory for the elements of a row, which are counted first and then appended one after the other.
///
/// The elements are counted in the caller's bytes and then read from them. If the bytes change in
/// between, as those of a file in memory can, there may be more elements than the memory has room
/// for. Appending these elements throws an error.
public struct RowBuffer<Element> {
  @usableFromInline
  var next: UnsafeMutablePointer<Element>

  @usableFromInline
  let end: UnsafeMutablePointer<Element>

  @inlinable
  init(start: UnsafeMutablePointer<Element>, count: Int) {
    self.next = start
    self.end = start + count
  }

  /// The maximum number of elements that are read on the stack. They take at most 1 KiB, because
  /// the largest elements are values of enums, with 16 bytes each.
  @inlinable
  static var countOnStack: Int { 64 }

  /// Appends an element, or throws an error if there isn't room for it.
  @inlinable
  @inline(__always)
  mutating func append(_ element: consuming Element) throws(WireDecodingError) {
    if next == end { throw .malformedProtobuf }
    // Without `consuming` and `consume`, a message is copied here, which retains each of its
    // fields.
    next.initialize(to: consume element)
    next += 1
  }

  /// The element that was appended last.
  @inlinable
  var last: Element {
    @inline(__always)
    unsafeAddress { UnsafePointer(next - 1) }
    @inline(__always)
    unsafeMutableAddress { next - 1 }
  }

  /// Fills the room that is left with the same element. Returns how often.
  @inlinable
  @inline(__always)
  mutating func fill(with element: @autoclosure () -> Element) -> Int {
    let missing = end - next
    guard missing > 0 else { return 0 }
    next.initialize(repeating: element(), count: missing)
    next = end
    return missing
  }

  /// Appends elements by copying `bytes`, which must be their representation in memory.
  @inlinable
  @inline(__always)
  mutating func append(copying bytes: UnsafeRawBufferPointer) throws(WireDecodingError) {
    let count = bytes.count / MemoryLayout<Element>.stride
    if end - next < count { throw .malformedProtobuf }
    UnsafeMutableRawBufferPointer(start: next, count: bytes.count).copyMemory(from: bytes)
    next += count
  }
}

extension Array {
  /// Creates an array of a row of numbers, or throws the error of the source.
  ///
  /// - Parameters:
  ///   - source: reads the numbers.
  ///   - count: the number of elements that there is room for, at least 1. Up to
  ///     ``RowBuffer/countOnStack``, there may be fewer numbers.
  ///   - reader: is at the first number.
  @inlinable
  @inline(__always)
  init<Source: RowSource>(
    numbers source: Source.Type, roomFor count: Int, from reader: inout WireReader
  ) throws(WireDecodingError) where Source.Value == Element {
    guard count <= RowBuffer<Element>.countOnStack else {
      self = try Array(source, roomFor: count, from: &reader)
      return
    }
    var failure: WireDecodingError?
    self = withUnsafeTemporaryAllocation(
      of: Element.self, capacity: RowBuffer<Element>.countOnStack
    ) { memory in
      // swift-format-ignore: NeverForceUnwrap, a buffer that isn't empty has an address.
      let start = memory.baseAddress!
      var row = RowBuffer(start: start, count: count)
      do throws(WireDecodingError) {
        try Source.read(into: &row, from: &reader)
      } catch {
        failure = error
      }
      let filled = UnsafeMutableBufferPointer(start: start, count: row.next - start)
      defer { filled.deinitialize() }
      return Array(filled)
    }
    if let failure { throw failure }
  }

  /// Creates an array of a row, or throws the error of the source.
  ///
  /// - Parameters:
  ///   - source: reads the values.
  ///   - count: the number of values, at least 1.
  ///   - reader: is at the first value.
  @inlinable
  @inline(__always)
  init<Source: RowSource>(
    _ source: Source.Type, roomFor count: Int, from reader: inout WireReader
  ) throws(WireDecodingError) where Source.Value == Element {
    var outcome = RowOutcome()
    self = withUnsafeMutablePointer(to: &reader) { reader in
      withUnsafeMutablePointer(to: &outcome) { outcome in
        Array(RowValues<Source>(count: count, reader: reader, outcome: outcome))
      }
    }
    if let failure = outcome.failure { throw failure }
    if outcome.missing > 0 { removeLast(outcome.missing) }
  }

  /// Makes room for elements that are about to be appended, if they more than double the array. If
  /// the array grew by a few elements each time, it would be copied each time.
  @inlinable
  mutating func makeRoom(for more: Int) {
    if more > count { reserveCapacity(count + more) }
  }
}
