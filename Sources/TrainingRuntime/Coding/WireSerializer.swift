public import GRPCCore
public import ProtoWire
public import SwiftProtobuf

/// Serializes messages for gRPC with their specialised codec.
public struct WireSerializer<Message: WireMessage>: MessageSerializer {
  /// Creates a serializer.
  @inlinable
  public init() {}

  /// Encodes a message.
  ///
  /// - Throws: `RPCError` with INTERNAL: that a message of ours cannot be encoded is our fault.
  @inlinable
  public func serialize<Bytes: GRPCContiguousBytes>(_ message: Message) throws -> Bytes {
    do {
      if Bytes.self == [UInt8].self {
        // The types are the same, as has just been asked. Any others are filled with zeros first.
        return unsafeBitCast(try message.serializedBytes() as [UInt8], to: Bytes.self)
      }
      return try (message.serializedBytes() as ContiguousBytes<Bytes>).bytes
    } catch {
      throw RPCError(
        code: .internalError, message: "\(Message.protoMessageName) cannot be encoded",
        cause: error)
    }
  }
}
