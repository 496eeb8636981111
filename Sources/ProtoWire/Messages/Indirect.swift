/// A value on the heap, copied when it is written to while shared.
///
/// Generated messages keep fields in one that would make them infinitely large, as they hold the
/// message again, and fields that would make them larger than is good for copying.
public struct Indirect<Value: Sendable>: @unchecked Sendable {
  // Sendable: the box is private to this struct and written to only while nobody shares it.
  @usableFromInline
  var box: Box<Value>

  /// Puts a value on the heap.
  @inlinable
  public init(_ value: Value) {
    self.box = Box(value)
  }

  /// The value; changing it in place copies only what is shared.
  @inlinable
  public var value: Value {
    get { box.value }
    // Inlined, as a coroutine that is called has to allocate its frame.
    @inline(__always)
    _modify {
      if !isKnownUniquelyReferenced(&box) { copyBox() }
      yield &box.value
    }
  }

  @inlinable
  @inline(never)
  mutating func copyBox() {
    box = Box(box.value)
  }
}

extension Indirect {
  /// Calls `body` with the box, which must not outlive the call: nothing is retained.
  @inlinable
  @inline(__always)
  func withBox(_ body: (Box<Value>) -> Void) {
    withExtendedLifetime(box) { body($0) }
  }
}

/// What an ``Indirect`` keeps. It does not ask for a value that can be copied, so that generic code
/// can borrow the value where it is.
@usableFromInline
final class Box<Value: ~Copyable> {
  // Access to a struct is exclusive when it is compiled; to ask again at run time, level by level,
  // would make decoding quadratic in depth.
  @exclusivity(unchecked)
  @usableFromInline
  var value: Value

  @inlinable
  init(_ value: consuming Value) {
    self.value = value
  }
}

extension Indirect: Equatable where Value: Equatable {
  /// Whether the values are equal; they are not compared where both are the same one.
  @inlinable
  public static func == (left: Self, right: Self) -> Bool {
    left.box === right.box || left.value == right.value
  }
}
