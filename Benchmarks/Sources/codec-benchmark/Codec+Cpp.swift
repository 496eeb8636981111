import CppContestant

extension Codec {
  /// Returns the codec of C++'s libprotobuf for the message with the given full name.
  static func cpp(_ name: String, arena: Bool) throws -> Codec {
    guard let codec = cpp_codec_named(name, arena)?.pointee else {
      throw CppError.noCodec(name)
    }
    return Codec(
      decode: { bytes, times in
        guard codec.decode(bytes, bytes.count, times) else { throw CppError.malformed(name) }
      },
      encoder: { bytes in
        let message = try CppMessage(bytes, name: name, codec: codec)
        return { message.codec.encode(message.handle, $0) }
      },
      roundTrip: { bytes, times in
        guard codec.round_trip(bytes, bytes.count, times) else { throw CppError.malformed(name) }
      },
      reencode: { try CppMessage($0, name: name, codec: codec).serialized })
  }
}

/// A C++ message, which is destroyed together with this object.
private final class CppMessage {
  let codec: cpp_codec
  let handle: UnsafeMutableRawPointer

  init(_ bytes: [UInt8], name: String, codec: cpp_codec) throws {
    guard let handle = codec.parse(bytes, bytes.count) else { throw CppError.malformed(name) }
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
  case noCodec(String)
  case malformed(String)
}
