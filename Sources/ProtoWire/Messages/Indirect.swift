/// A value on the heap, copied when it is written to while shared.
///
/// Recursive messages need one, or they would have no finite size.
public struct Indirect<Value: Sendable>: @unchecked Sendable {
  // Sendable: the box is private to this struct and written to only while nobody shares it.
  @usableFromInline
  final class Box {
    // Access to a struct is exclusive when it is compiled; to ask again at run time, level by level,
    // would make decoding quadratic in depth.
    @exclusivity(unchecked)
    @usableFromInline
    var value: Value

    @inlinable
    init(_ value: Value) {
      self.value = value
    }
  }

  @usableFromInline
  var box: Box

  @inlinable
  public init(_ value: Value) {
    self.box = Box(value)
  }

  /// The value; changing it in place copies only what is shared.
  @inlinable
  public var value: Value {
    get { box.value }
    _modify {
      if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
      yield &box.value
    }
  }
}

extension Indirect {
  /// Calls `body` with the address of the value, which stays where it is meanwhile.
  @inlinable
  @inline(__always)
  func withPointer<Result>(_ body: (UnsafePointer<Value>) -> Result) -> Result {
    withExtendedLifetime(box) {
      withUnsafePointer(to: &box.value, body)
    }
  }
}

extension Indirect: Equatable where Value: Equatable {
  @inlinable
  public static func == (left: Self, right: Self) -> Bool {
    left.box === right.box || left.value == right.value
  }
}
