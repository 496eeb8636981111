public import GRPCCore
public import ProtoWire
import SwiftProtobuf

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
      throw Self.invalid(error)
    }
  }

  /// Decodes a message whose long `bytes` fields share the memory of `bytes`, if all copies of these
  /// bytes have the same memory.
  ///
  /// - Throws: `RPCError` with INVALID_ARGUMENT when the bytes aren't such a message.
  package func deserialize<Bytes: GRPCContiguousBytes & Sendable>(
    sharing bytes: Bytes
  ) throws -> Message {
    let copies = [bytes]
    let address = copies[0].withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    return try bytes.withUnsafeBytes { buffer in
      guard UInt(bitPattern: buffer.baseAddress) == address else { return try deserialize(bytes) }
      do {
        return try Message(sharing: buffer, of: bytes)
      } catch {
        throw Self.invalid(error)
      }
    }
  }

  @usableFromInline
  static func invalid(_ error: any Error) -> RPCError {
    RPCError(
      code: .invalidArgument,
      message: "the bytes aren't a valid \(Message.protoMessageName): \(error)", cause: error)
  }
}
