/// The part of a codec that encodes. It only borrows the message.
///
/// Every ``WireMessage`` can be copied, but a copy retains each string and each array in the
/// message. This protocol doesn't require copyable values, so generic code can't copy a message: it
/// uses the message in place, in an array or a box. The compiler doesn't specialize that code for
/// each type.
public protocol WireEncodable: ~Copyable {
  /// Adds up the number of bytes of the encoded message and records the lengths inside it.
  borrowing func _measure(in sizes: inout WireSizes)

  /// Writes as many bytes as `_measure(in:)` counted, with the fields in the order of their
  /// numbers.
  borrowing func _encode(to writer: inout WireWriter)
}
