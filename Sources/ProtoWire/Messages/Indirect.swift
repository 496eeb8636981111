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
    // The accessors give an address, because a coroutine would take memory on the caller's stack for
    // each use in debug builds. The box lives as long as the access to this struct.
    @inline(__always)
    unsafeAddress { UnsafePointer(box.address) }
    @inline(__always)
    unsafeMutableAddress {
      makeUnique()
      return box.address
    }
  }

  /// Whether the values are the same one.
  @inlinable
  @inline(__always)
  public func isShared(with other: Self) -> Bool { box === other.box }

  /// Copies the value if it is shared, so that ``unique`` can be changed.
  @inlinable
  @inline(__always)
  public mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&box) { copyBox() }
  }

  /// The value after a call of ``makeUnique()``, which only generated code uses. It isn't checked
  /// again whether the value is shared.
  @inlinable
  public var unique: Value {
    @inline(__always)
    unsafeAddress { UnsafePointer(box.address) }
    @inline(__always)
    unsafeMutableAddress { box.address }
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

  /// Where ``value`` is, for as long as the box lives. A stored property of a final class has one
  /// address. It is asked for only once, because the thread sanitizer takes the question for a change.
  @exclusivity(unchecked)
  @usableFromInline
  var address: UnsafeMutablePointer<Value>

  @inlinable
  init(_ value: consuming Value) {
    self.value = value
    // An address is needed before that of a property can be asked for.
    self.address = UnsafeMutableRawPointer.placeholder.assumingMemoryBound(to: Value.self)
    self.address = withUnsafeMutablePointer(to: &self.value) { $0 }
  }
}

extension UnsafeMutableRawPointer {
  /// An address that is never used.
  @inlinable
  static var placeholder: UnsafeMutableRawPointer {
    // swift-format-ignore: NeverForceUnwrap, the address isn't zero.
    UnsafeMutableRawPointer(bitPattern: 1)!
  }
}

extension Indirect: Equatable where Value: Equatable {
  /// Returns whether the values are equal. Doesn't compare them if both share the same storage.
  @inlinable
  public static func == (left: Self, right: Self) -> Bool {
    left.isShared(with: right) || left.value == right.value
  }
}
