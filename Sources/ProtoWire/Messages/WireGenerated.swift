public import SwiftProtobuf

/// The functions that generated code calls beside a codec. They are members of this type so that
/// code completion doesn't offer them wherever messages are used.
///
/// Only generated code calls them, and they can change with ``CodecVersion2``.
public enum WireGenerated {}

extension WireGenerated {
  /// Whether two fields of a message are equal: those that hold messages, maps and oneofs.
  ///
  /// To compare them where they are would be compiled anew in each message that has one, which
  /// makes a program larger by more than comparing them is worth. Values that are compared at once,
  /// and arrays of them, generated code compares itself.
  public static func areEqual<Field: Equatable>(_ left: Field, _ right: Field) -> Bool {
    areEqualUnspecialized(left, right)
  }

  /// Nobody else can call this, so that the optimizer of another module leaves ``areEqual(_:_:)``
  /// alone.
  @inline(never)
  private static func areEqualUnspecialized<Field: Equatable>(
    _ left: Field, _ right: Field
  ) -> Bool {
    left == right
  }
}

extension WireGenerated {
  /// Whether no message of a repeated field lacks a required field.
  ///
  /// SwiftProtobuf's own function takes `[any Message]`, for which an array is made anew.
  @inlinable
  public static func areInitialized(_ messages: [some SwiftProtobuf.Message]) -> Bool {
    messages.withUnsafeBufferPointer { messages in
      messages.indices.allSatisfy { messages[$0].isInitialized }
    }
  }

  /// Whether no message of a map lacks a required field.
  @inlinable
  public static func areInitialized(
    _ messages: [some Hashable: some SwiftProtobuf.Message]
  ) -> Bool {
    messages.allSatisfy { $0.value.isInitialized }
  }
}

extension WireGenerated {
  /// Encodes a message with its codec if `visitor` is one of SwiftProtobuf's binary encoding; what
  /// `traverse(visitor:)` does first.
  ///
  /// Map entries are in the order of their keys, as a visitor does not tell whether it wants that.
  ///
  /// - Returns: whether the visit is done.
  /// - Throws: ``WireEncodingError``, what a nested message of SwiftProtobuf's own throws, or what
  ///   the visitor does.
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
