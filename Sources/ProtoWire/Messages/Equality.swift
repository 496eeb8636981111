/// Whether two fields of a message are equal: those that hold messages, maps and oneofs.
///
/// To compare them where they are would be compiled anew in each message that has one, which makes a
/// program larger by more than comparing them is worth. Values that are compared at once, and arrays
/// of them, generated code compares itself.
public func areEqual<Field: Equatable>(_ left: Field, _ right: Field) -> Bool {
  areEqualUnspecialized(left, right)
}

/// Nobody else can call this, so that the optimizer of another module leaves ``areEqual(_:_:)`` alone.
@inline(never)
private func areEqualUnspecialized<Field: Equatable>(_ left: Field, _ right: Field) -> Bool {
  left == right
}
