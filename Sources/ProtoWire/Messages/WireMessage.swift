public import SwiftProtobuf

/// A message with a binary codec of its own, generated for its fields.
///
/// The generator writes the three requirements. Everything that SwiftProtobuf offers for a message
/// (JSON, text format, `Any`, hashing, equality) stays as it is; `serializedBytes()`,
/// `serializedData()`, `init(serializedBytes:)` and the like of a concrete type go through this
/// codec.
///
/// Encoding takes two passes over the same value: ``WireEncodable/measure(in:)`` computes every length
/// that the wire needs once and in order, ``WireEncodable/encode(to:)`` writes into an exactly sized
/// buffer.
public protocol WireMessage: WireEncodable, SwiftProtobuf.Message {
  /// Merges fields into the message until the reader's current extent ends.
  ///
  /// - Throws: ``WireDecodingError`` on malformed input; the message then holds what came before.
  mutating func decode(from reader: inout WireReader) throws(WireDecodingError)
}

/// Why bytes are not a message: SwiftProtobuf's own error, so that callers catch what they always
/// caught.
public typealias WireDecodingError = SwiftProtobuf.BinaryDecodingError
