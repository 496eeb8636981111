/// A message that can be compared while it is only borrowed, as it is encoded: see
/// ``WireEncodable``.
public protocol WireComparable: ~Copyable {
  /// Returns whether the messages are equal.
  borrowing func _isEqual(to other: borrowing Self) -> Bool
}

extension WireMessage where Self: Equatable {
  /// Returns whether the messages are equal.
  @inlinable
  public func _isEqual(to other: Self) -> Bool { self == other }
}
