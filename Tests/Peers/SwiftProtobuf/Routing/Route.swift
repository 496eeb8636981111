import ProtoWire
import SwiftProtobuf

/// Codes messages in binary with the codec of their dynamic type, and counts them.
///
/// SwiftProtobuf's tests code messages in generic functions, which only know `Message`. Calls in
/// those would use SwiftProtobuf's codec for every type.
public enum Route {
  public static func encode<M: Message, Bytes: SwiftProtobufContiguousBytes>(
    _ message: M, partial: Bool, options: BinaryEncodingOptions
  ) throws -> Bytes {
    guard let message = message as? any WireMessage else {
      Tally.shared.count(past: M.self)
      return try message.serializedBytes(partial: partial, options: options)
    }
    Tally.shared.count(through: M.self)
    return try message.serializedBytes(partial: partial, options: options)
  }

  public static func decode<M: Message, Bytes: SwiftProtobufContiguousBytes>(
    _: M.Type, from bytes: Bytes, extensions: (any ExtensionMap)?, partial: Bool,
    options: BinaryDecodingOptions
  ) throws -> M {
    guard let type = M.self as? any WireMessage.Type,
      let message = try type.init(
        serializedBytes: bytes, extensions: extensions, partial: partial, options: options) as? M
    else {
      Tally.shared.count(past: M.self)
      return try M(
        serializedBytes: bytes, extensions: extensions, partial: partial, options: options)
    }
    Tally.shared.count(through: M.self)
    return message
  }

  public static func merge<M: Message, Bytes: SwiftProtobufContiguousBytes>(
    _ bytes: Bytes, into message: inout M, extensions: (any ExtensionMap)?, partial: Bool,
    options: BinaryDecodingOptions
  ) throws {
    guard var wire = message as? any WireMessage else {
      Tally.shared.count(past: M.self)
      return try message.merge(
        serializedBytes: bytes, extensions: extensions, partial: partial, options: options)
    }
    Tally.shared.count(through: M.self)
    // A merge that throws has already changed the message.
    defer { message = wire as? M ?? message }
    try wire.merge(
      serializedBytes: bytes, extensions: extensions, partial: partial, options: options)
  }
}
