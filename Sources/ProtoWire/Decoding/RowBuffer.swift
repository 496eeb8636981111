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

  /// The maximum number of elements that are read on the stack. They take at most 1 KiB, because the
  /// largest elements are values of enums, with 16 bytes each.
  @inlinable
  static var countOnStack: Int { 64 }

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
    func fill(_ start: UnsafeMutablePointer<Element>) -> Int {
      var row = RowBuffer(start: start, count: count)
      do throws(WireDecodingError) { try read(&row) } catch { failure = error }
      return row.next - start
    }
    // Filling an array in place takes a request for metadata at run time, which takes longer than
    // copying a few numbers.
    if count <= RowBuffer<Element>.countOnStack {
      self = withUnsafeTemporaryAllocation(
        of: Element.self, capacity: RowBuffer<Element>.countOnStack
      ) { memory in
        // swift-format-ignore: NeverForceUnwrap, a buffer that isn't empty has an address.
        let start = memory.baseAddress!
        let filled = UnsafeMutableBufferPointer(start: start, count: fill(start))
        defer { filled.deinitialize() }
        return Array(filled)
      }
    } else {
      self.init(unsafeUninitializedCapacity: count) { buffer, initializedCount in
        if let start = buffer.baseAddress { initializedCount = fill(start) }
      }
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
