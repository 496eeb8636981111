public import SwiftProtobuf

/// A message with a binary codec of its own, generated for its fields.
///
/// Everything that SwiftProtobuf offers for a message (JSON, text format, `Any`, hashing, equality)
/// stays as it is; `serializedBytes()`, `serializedData()`, `init(serializedBytes:)` and the like
/// of a concrete type go through this codec.
///
/// Only the generator writes the requirements, whose names begin with an underscore; they can
/// change from one version to the next, see <doc:StabilityOfGeneratedCode>. Encoding takes two
/// passes over the same value: `_measure(in:)` computes every length that the wire needs once and
/// in order, `_encode(to:)` writes as many bytes. A type that is written by hand and does neither
/// right cannot write beyond the memory for its encoding: the process ends first.
public protocol WireMessage: WireEncodable, SwiftProtobuf.Message {
  /// Merges fields into the message until the reader's current extent ends.
  ///
  /// - Throws: ``WireDecodingError`` on malformed input; the message then holds what came before.
  mutating func _decode(from reader: inout WireReader) throws(WireDecodingError)
}

/// Why bytes are not a message: SwiftProtobuf's own error, so that callers catch what they always
/// caught.
public typealias WireDecodingError = SwiftProtobuf.BinaryDecodingError
