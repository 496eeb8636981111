public import GRPCCore
public import ProtoWire
public import SwiftProtobuf

/// Serializes messages for gRPC with their specialised codec.
public struct WireSerializer<Message: WireMessage>: MessageSerializer {
  @inlinable
  public init() {}

  /// - Throws: `RPCError` with INTERNAL: that a message of ours cannot be encoded is our fault.
  @inlinable
  public func serialize<Bytes: GRPCContiguousBytes>(_ message: Message) throws -> Bytes {
    do {
      return try (message.serializedBytes() as ContiguousBytes<Bytes>).bytes
    } catch {
      throw RPCError(
        code: .internalError, message: "\(Message.protoMessageName) cannot be encoded",
        cause: error)
    }
  }
}
