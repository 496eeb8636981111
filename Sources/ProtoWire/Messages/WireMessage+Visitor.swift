public import SwiftProtobuf

extension WireMessage {
  /// Encodes the message with its codec if `visitor` is one of SwiftProtobuf's binary encoding;
  /// generated code calls this first in `traverse(visitor:)`.
  ///
  /// Map entries are in the order of their keys, as a visitor does not tell whether it wants that.
  ///
  /// - Returns: whether the visit is done.
  /// - Throws: ``WireEncodingError``, what a nested message of SwiftProtobuf's own throws, or what
  ///   the visitor does.
  public func encodeBinary<V: SwiftProtobuf.Visitor>(for visitor: inout V) throws -> Bool {
    guard let visitors = BinaryVisitors.known else { return false }
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    return try visitors.handOver(
      to: &visitor,
      size: { try measured(options) { count, _ in count } },
      bytes: { try serializedData(partial: true, options: options) })
  }
}
