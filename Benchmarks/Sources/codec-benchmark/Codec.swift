/// The operations of one contestant on one message type. The functions contain the loops, because
/// the compiler knows the type there.
struct Codec {
  /// Decodes the bytes into a new message each time, and destroys it.
  let decode: (_ bytes: [UInt8], _ times: Int) throws -> Void

  /// Decodes the bytes once. Returns a function that encodes the message into a new buffer each
  /// time.
  let encoder: (_ bytes: [UInt8]) throws -> (_ times: Int) throws -> Void

  /// Decodes the bytes into a new message each time, encodes it into a new buffer, and destroys
  /// both.
  let roundTrip: (_ bytes: [UInt8], _ times: Int) throws -> Void

  /// Decodes the bytes, and encodes the message with its map entries in the order of their keys.
  let reencode: (_ bytes: [UInt8]) throws -> [UInt8]
}
