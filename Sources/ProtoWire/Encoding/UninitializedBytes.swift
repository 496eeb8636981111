/// Bytes that don't have values yet. An array of them has memory that isn't filled with anything.
///
/// The standard library makes an array of a collection in code that the compiler specializes.
/// `Array(unsafeUninitializedCapacity:)` asks for metadata at run time, which takes as long as
/// allocating and freeing the memory.
@usableFromInline
struct UninitializedBytes: Collection {
  @usableFromInline
  let count: Int

  @inlinable
  init(count: Int) {
    self.count = count
  }

  /// Says that all bytes have been initialized. Any bits are a byte.
  @inlinable
  func _copyContents(
    initializing buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> (Iterator, UnsafeMutableBufferPointer<UInt8>.Index) {
    (Iterator(), buffer.count)
  }

  // Nothing calls the following members, which a collection must have.

  @inlinable var startIndex: Int { 0 }

  @inlinable var endIndex: Int { count }

  @inlinable
  func index(after index: Int) -> Int { index + 1 }

  @inlinable
  subscript(index: Int) -> UInt8 { 0 }

  @inlinable
  func makeIterator() -> Iterator { Iterator() }

  @usableFromInline
  struct Iterator: IteratorProtocol {
    @inlinable
    init() {}

    @inlinable
    func next() -> UInt8? { nil }
  }
}
