/// The half of a codec that encodes, which asks of a value only to be lent.
///
/// Every ``WireMessage`` can be copied, but to copy one retains each string and array in it. As
/// this protocol does not ask for values that can be copied, generic code over it cannot: it works
/// on a message where it lies, in an array or a box, and is not compiled anew for each type.
public protocol WireEncodable: ~Copyable {
  /// Adds up the number of bytes of the encoded message and records the lengths inside it.
  borrowing func _measure(in sizes: inout WireSizes)

  /// Writes as many bytes as `_measure(in:)` counted, fields in the order of their numbers.
  borrowing func _encode(to writer: inout WireWriter)
}
