public import SwiftProtobuf

/// A message with its own binary codec, which is generated for its fields.
///
/// Everything that SwiftProtobuf offers for a message (JSON, text format, `Any`, hashing, equality)
/// stays the same. On a concrete type, `serializedBytes()`, `serializedData()`,
/// `init(serializedBytes:)` and similar members use this codec.
///
/// Only generated code implements the requirements whose names begin with an underscore. They can
/// change from one version to the next, see <doc:StabilityOfGeneratedCode>. Encoding takes two
/// passes over the same value. `_measure(in:)` computes each length in the encoding once and in
/// order, and `_encode(to:)` writes as many bytes as were measured. If a handwritten type gets this
/// wrong, it can't write beyond the memory for its encoding, because the process ends first.
public protocol WireMessage: WireEncodable, WireComparable, SwiftProtobuf.Message {
  /// Merges fields into the message until the reader's current extent ends.
  ///
  /// - Throws: ``WireDecodingError`` if the input is malformed. The message then contains the
  ///   fields before the malformed one.
  mutating func _decode(from reader: inout WireReader) throws(WireDecodingError)
}

/// The reason why bytes can't be decoded. This is SwiftProtobuf's own error, so that callers can
/// catch the same error as with SwiftProtobuf.
public typealias WireDecodingError = SwiftProtobuf.BinaryDecodingError
