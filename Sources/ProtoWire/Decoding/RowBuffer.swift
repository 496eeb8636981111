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

  /// Appends an element, or throws an error if there isn't room for it.
  @inlinable
  @inline(__always)
  mutating func append(_ element: Element) throws(WireDecodingError) {
    if next == end { throw .malformedProtobuf }
    next.initialize(to: element)
    next += 1
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
  /// Creates an array of the elements that `read` appends to a buffer, or throws the error of
  /// `read`.
  ///
  /// - Parameter count: the number of elements that the buffer has room for, at least 1.
  @inlinable
  @inline(__always)
  init(
    roomFor count: Int,
    _ read: (_ row: inout RowBuffer<Element>) throws(WireDecodingError) -> Void
  ) throws(WireDecodingError) {
    var failure: WireDecodingError?
    self.init(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      guard let start = buffer.baseAddress else { return }
      var row = RowBuffer(start: start, count: count)
      do throws(WireDecodingError) { try read(&row) } catch { failure = error }
      initializedCount = row.next - start
    }
    if let failure { throw failure }
  }

  /// Makes room for elements that are about to be appended, if they more than double the array. If
  /// the array grew by a few elements each time, it would be copied each time.
  @inlinable
  mutating func makeRoom(for more: Int) {
    if more > count { reserveCapacity(count + more) }
  }
}
