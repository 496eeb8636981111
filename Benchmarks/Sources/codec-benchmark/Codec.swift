/// What one contestant does with one type of message. The loops are inside, where the type is known.
struct Codec {
  /// Decodes into a new message each time and destroys it.
  let decode: (_ bytes: [UInt8], _ times: Int) throws -> Void

  /// Decodes once; what is returned encodes the message into a new buffer each time.
  let encoder: (_ bytes: [UInt8]) throws -> (_ times: Int) throws -> Void

  /// Decodes into a new message, encodes that into a new buffer and destroys both, each time.
  let roundTrip: (_ bytes: [UInt8], _ times: Int) throws -> Void

  /// Decodes, and encodes with map entries in the order of their keys.
  let reencode: (_ bytes: [UInt8]) throws -> [UInt8]
}
