public import SwiftProtobuf

/// Functions that generated code calls in addition to a codec. They are members of this type so
/// that code completion doesn't offer them wherever messages are used.
///
/// Only generated code calls these functions. They can change when ``CodecVersion2`` is replaced.
public enum WireGenerated {}

extension WireGenerated {
  // If generated code compared the following fields directly, the compiler would specialize the
  // comparison in each message, which would make the program too large. Generated code only compares
  // simple values, and arrays of them, directly.
  //
  // The functions that compare are private, so that the optimizer doesn't specialize those that call
  // them in other modules.

  /// Returns whether two fields are equal. Generated code calls this function for fields that are
  /// messages, maps or oneofs.
  public static func areEqual<Field: Equatable>(_ left: Field, _ right: Field) -> Bool {
    areEqualUnspecialized(left, right)
  }

  @inline(never)
  private static func areEqualUnspecialized<Field: Equatable>(
    _ left: Field, _ right: Field
  ) -> Bool {
    left == right
  }

  /// Returns whether two oneofs are equal, or two fields whose messages don't have a ProtoWire codec.
  /// Unlike the function for any field, this one doesn't look for the way to compare optional values
  /// each time.
  public static func areEqual<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
    areEqualUnspecialized(left, right)
  }

  @inline(never)
  private static func areEqualUnspecialized<Value: Equatable>(
    _ left: Value?, _ right: Value?
  ) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right
  }
}

// The following functions compare messages in place.

extension WireGenerated {
  /// Returns whether two fields are equal.
  public static func areEqual<Message: WireMessage & Equatable>(
    _ left: Message?, _ right: Message?
  ) -> Bool {
    areInPlaceEqual(left, right)
  }

  @inline(never)
  private static func areInPlaceEqual<Message: WireComparable & ~Copyable>(
    _ left: borrowing Message?, _ right: borrowing Message?
  ) -> Bool {
    switch left {
    case .some(let left):
      switch right {
      case .some(let right): left._isEqual(to: right)
      case .none: false
      }
    case .none: right == nil
    }
  }

  /// Returns whether two boxed fields are equal. Doesn't compare them if they share their box.
  public static func areEqual<Message: WireMessage & Equatable>(
    _ left: Indirect<Message>?, _ right: Indirect<Message>?
  ) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.isShared(with: right) || areInPlaceEqual(left.box, right.box)
  }

  @inline(never)
  private static func areInPlaceEqual<Message: WireComparable & ~Copyable>(
    _ left: Box<Message>, _ right: Box<Message>
  ) -> Bool {
    left.value._isEqual(to: right.value)
  }

  /// Returns whether two repeated fields are equal. Doesn't compare them if they share their memory.
  public static func areEqual<Message: WireMessage & Equatable>(
    _ left: [Message], _ right: [Message]
  ) -> Bool {
    let count = left.count
    guard count == right.count else { return false }
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        guard let left = left.baseAddress, let right = right.baseAddress, left != right else {
          return true
        }
        return areInPlaceEqual(left, right, count: count)
      }
    }
  }

  /// Compares `count` messages at each address. The arrays that they belong to are alive, and have
  /// as many elements.
  @inline(never)
  private static func areInPlaceEqual<Message: WireComparable & ~Copyable>(
    _ left: UnsafePointer<Message>, _ right: UnsafePointer<Message>, count: Int
  ) -> Bool {
    for index in 0..<count where !left[index]._isEqual(to: right[index]) { return false }
    return true
  }
}

extension WireGenerated {
  /// Returns whether all messages of a repeated field have their required fields.
  ///
  /// SwiftProtobuf's own function takes `[any Message]`, for which a new array would be allocated.
  @inlinable
  public static func areInitialized(_ messages: [some SwiftProtobuf.Message]) -> Bool {
    messages.withUnsafeBufferPointer { messages in
      messages.indices.allSatisfy { messages[$0].isInitialized }
    }
  }

  /// Returns whether all messages of a map have their required fields.
  @inlinable
  public static func areInitialized(
    _ messages: [some Hashable: some SwiftProtobuf.Message]
  ) -> Bool {
    messages.allSatisfy { $0.value.isInitialized }
  }
}

extension WireGenerated {
  /// Encodes a message with its codec if `visitor` belongs to SwiftProtobuf's binary encoding.
  /// Before it visits fields, the `traverse(visitor:)` of a message that contains other messages
  /// calls this function.
  ///
  /// Map entries are in the order of their keys, because a visitor doesn't say whether it requires
  /// that.
  ///
  /// - Returns: `true` if the message has been encoded, so that its fields don't have to be
  ///   visited.
  /// - Throws: ``WireEncodingError``, the error of a nested message without a ProtoWire codec, or
  ///   the error of the visitor.
  public static func encode<V: SwiftProtobuf.Visitor>(
    _ message: some WireMessage, for visitor: inout V
  ) throws -> Bool {
    guard let visitors = BinaryVisitors.known else { return false }
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    return try visitors.handOver(
      to: &visitor,
      size: { try message.measured(options) { count, _ in count } },
      bytes: { try message.serializedData(partial: true, options: options) })
  }
}
