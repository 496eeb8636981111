public import SwiftProtobuf

/// The values of a row, which are read when an array is made of them.
///
/// The standard library makes an array of a collection in code that the compiler specializes, and
/// lets the collection fill the memory. `Array(unsafeUninitializedCapacity:)` asks for metadata at
/// run time, which takes as long as allocating and freeing the memory.
@usableFromInline
struct RowValues<Source: RowSource>: Collection {
  @usableFromInline
  let count: Int

  // Both outlive the collection, which the caller uses inside `withUnsafeMutablePointer`.

  @usableFromInline
  let reader: UnsafeMutablePointer<WireReader>

  @usableFromInline
  let outcome: UnsafeMutablePointer<RowOutcome>

  @inlinable
  init(
    count: Int, reader: UnsafeMutablePointer<WireReader>,
    outcome: UnsafeMutablePointer<RowOutcome>
  ) {
    self.count = count
    self.reader = reader
    self.outcome = outcome
  }

  /// Reads the values. The room for those that are missing is filled, too, because a collection has
  /// to provide as many elements as it says.
  @inlinable
  @inline(__always)
  func _copyContents(
    initializing buffer: UnsafeMutableBufferPointer<Source.Value>
  ) -> (Iterator, UnsafeMutableBufferPointer<Source.Value>.Index) {
    guard let start = buffer.baseAddress else { return (Iterator(), 0) }
    var row = RowBuffer(start: start, count: buffer.count)
    do throws(WireDecodingError) {
      try Source.read(into: &row, from: &reader.pointee)
    } catch {
      outcome.pointee.failure = error
    }
    outcome.pointee.missing = row.fill(with: Source.filler)
    return (Iterator(), buffer.count)
  }

  // Nothing calls the following members, which a collection must have.

  @inlinable var startIndex: Int { 0 }

  @inlinable var endIndex: Int { count }

  @inlinable
  func index(after index: Int) -> Int { index + 1 }

  @inlinable
  subscript(index: Int) -> Source.Value { Source.filler }

  @inlinable
  func makeIterator() -> Iterator { Iterator() }

  @usableFromInline
  struct Iterator: IteratorProtocol {
    @inlinable
    init() {}

    @inlinable
    func next() -> Source.Value? { nil }
  }
}

/// What has come of a row.
@usableFromInline
struct RowOutcome {
  @usableFromInline
  var failure: WireDecodingError?

  /// The number of values that there was room for, but that weren't read.
  @usableFromInline
  var missing = 0

  @inlinable
  init() {}
}
