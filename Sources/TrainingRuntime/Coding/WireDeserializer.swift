public import GRPCCore
public import ProtoWire
public import SwiftProtobuf

/// Deserializes messages from gRPC with their specialised codec.
public struct WireDeserializer<Message: WireMessage>: MessageDeserializer {
  /// Creates a deserializer.
  @inlinable
  public init() {}

  /// Decodes a message.
  ///
  /// - Throws: `RPCError` with INVALID_ARGUMENT when the bytes aren't such a message.
  @inlinable
  public func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Message {
    do {
      return try Message(serializedBytes: ContiguousBytes(bytes))
    } catch {
      throw RPCError(
        code: .invalidArgument,
        message: "the bytes aren't a valid \(Message.protoMessageName): \(error)", cause: error)
    }
  }
}
