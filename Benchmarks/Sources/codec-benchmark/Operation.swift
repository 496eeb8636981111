/// An operation that is measured.
enum Operation: String, CaseIterable {
  case encode
  case decode
  case roundTrip = "round trip"
  /// Copying a message and destroying the copy.
  case copy
  /// Comparing two messages that are equal and share nothing.
  case compare = "=="
  case hash
}

extension Operation {
  /// The operations of a codec.
  static let coding: [Operation] = [.encode, .decode, .roundTrip]
  /// The operations on a message that is already decoded.
  static let values: [Operation] = [.copy, .compare, .hash]
}
