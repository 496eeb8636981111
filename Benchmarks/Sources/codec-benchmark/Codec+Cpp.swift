import CppContestant

extension Codec {
  /// Creates the codec of a C++ contestant from the functions for a message type.
  init(_ codec: cpp_codec, place: cpp_place) {
    self.init(
      work: { operation, bytes in
        switch operation {
        case .encode:
          // A message that is reused is encoded like any other.
          guard place != cpp_reused else { return nil }
          let message = try CppMessage(bytes, codec)
          return { message.codec.encode(message.handle, $0) }
        case .decode:
          return {
            guard codec.decode(codec.type, bytes, bytes.count, $0) else { throw CppError.malformed }
          }
        case .roundTrip:
          return {
            guard codec.round_trip(codec.type, bytes, bytes.count, $0) else {
              throw CppError.malformed
            }
          }
        case .copy:
          let message = try CppMessage(bytes, codec)
          return { message.codec.copy(message.handle, $0) }
        case .compare, .hash:
          return nil
        }
      },
      reencode: { try CppMessage($0, codec).serialized },
      messageSize: codec.message_size > 0 ? codec.message_size : nil)
  }
}

/// A C++ message, which is destroyed together with this object.
private final class CppMessage {
  let codec: cpp_codec
  let handle: UnsafeMutableRawPointer

  init(_ bytes: [UInt8], _ codec: cpp_codec) throws {
    guard let handle = codec.parse(codec.type, bytes, bytes.count) else {
      throw CppError.malformed
    }
    self.codec = codec
    self.handle = handle
  }

  deinit { codec.destroy(handle) }

  var serialized: [UInt8] {
    let count = codec.size(handle)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      codec.serialize(handle, buffer.baseAddress)
      initialized = count
    }
  }
}

enum CppError: Error {
  /// A module can't be loaded, for the given reason.
  case notLoaded(String)
  case noCodec(String)
  case malformed
}
