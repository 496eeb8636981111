public import SwiftProtobuf

/// Memory for as many elements as were counted, which are then appended one after the other.
///
/// The bytes that elements are counted and read from are the caller's; were they changed in
/// between, as a file in memory can be, there could be more. Those do not fit and are an error.
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

  /// Appends an element.
  @inlinable
  @inline(__always)
  mutating func append(_ element: Element) throws(WireDecodingError) {
    if next == end { throw .malformedProtobuf }
    next.initialize(to: element)
    next += 1
  }

  /// Appends elements that are in memory what `bytes` holds, bit by bit.
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
  /// Creates an array of what `read` appends to a buffer, until it throws.
  ///
  /// - Parameter count: how many elements there is room for; 1 at least.
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

  /// Makes room for elements that are about to be appended. Only what more than doubles the array:
  /// to grow by little as often as little comes would copy it each time.
  @inlinable
  mutating func makeRoom(for more: Int) {
    if more > count { reserveCapacity(count + more) }
  }
}
