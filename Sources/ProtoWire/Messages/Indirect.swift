/// A value on the heap. It is copied when it is changed while it is shared.
///
/// Generated messages use this type for fields that contain the message itself, which would make
/// the message infinitely large, and for fields that would make the message so large that copies
/// are slow.
public struct Indirect<Value: Sendable>: @unchecked Sendable {
  // This type is sendable, because only this struct accesses the box, and changes it only while it
  // isn't shared.
  @usableFromInline
  var box: Box<Value>

  /// Puts a value on the heap.
  @inlinable
  public init(_ value: Value) {
    self.box = Box(value)
  }

  /// The value. Changing it in place copies it only if it is shared.
  @inlinable
  public var value: Value {
    get { box.value }
    // This accessor is inlined, because a coroutine that isn't inlined has to allocate its frame.
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
  /// Calls `body` with the box, which isn't retained and must not be used after the call.
  @inlinable
  @inline(__always)
  func withBox(_ body: (Box<Value>) -> Void) {
    withExtendedLifetime(box) { body($0) }
  }
}

/// The storage of an ``Indirect``. It doesn't require the value to be copyable, so that generic
/// code can borrow the value in place.
@usableFromInline
final class Box<Value: ~Copyable> {
  // The compiler checks that access to the struct is exclusive. Checking again at run time, level
  // by level, would make decoding quadratic in depth.
  @exclusivity(unchecked)
  @usableFromInline
  var value: Value

  @inlinable
  init(_ value: consuming Value) {
    self.value = value
  }
}

extension Indirect: Equatable where Value: Equatable {
  /// Returns whether the values are equal. Doesn't compare them if both share the same storage.
  @inlinable
  public static func == (left: Self, right: Self) -> Bool {
    left.box === right.box || left.value == right.value
  }
}
