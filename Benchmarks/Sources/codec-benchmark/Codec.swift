/// The operations of one contestant on one message type. The functions contain the loops, because
/// the compiler knows the type there.
struct Codec {
  /// Performs an operation a number of times.
  typealias Work = (_ times: Int) throws -> Void

  /// Prepares an operation on the message with the given encoding. Returns `nil` if the contestant
  /// doesn't take part in it.
  let work: (_ operation: Operation, _ bytes: [UInt8]) throws -> Work?

  /// Decodes the bytes, and encodes the message with its map entries in the order of their keys.
  let reencode: (_ bytes: [UInt8]) throws -> [UInt8]

  /// The number of bytes of a message itself, without what it refers to. It is `nil` if only the
  /// library knows it.
  let messageSize: Int?
}
