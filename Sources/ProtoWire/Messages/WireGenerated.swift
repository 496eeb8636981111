public import SwiftProtobuf

/// Functions that generated code calls in addition to a codec. They are members of this type so
/// that code completion doesn't offer them wherever messages are used.
///
/// Only generated code calls these functions. They can change when ``CodecVersion2`` is replaced.
public enum WireGenerated {}

extension WireGenerated {
  /// Returns whether two fields are equal. Generated code calls this function for fields that are
  /// messages, maps or oneofs.
  ///
  /// If generated code compared such fields directly, the compiler would specialize the comparison
  /// in each message, which would make the program too large. Generated code only compares simple
  /// values, and arrays of them, directly.
  public static func areEqual<Field: Equatable>(_ left: Field, _ right: Field) -> Bool {
    areEqualUnspecialized(left, right)
  }

  /// This function is private, so that the optimizer doesn't specialize ``areEqual(_:_:)`` in other
  /// modules.
  @inline(never)
  private static func areEqualUnspecialized<Field: Equatable>(
    _ left: Field, _ right: Field
  ) -> Bool {
    left == right
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
