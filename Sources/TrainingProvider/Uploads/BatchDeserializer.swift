import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingProtos
import TrainingRuntime

/// Deserializes the batches of uploads without copying their data: it stays where the transport has
/// put it, until it is written.
struct BatchDeserializer: MessageDeserializer {
  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Training_UploadInput {
    let deserializer = messageDeserializer(for: Training_UploadInput.self)
    // These bytes are in a `ByteBuffer`. Its memory stays what it is while somebody holds a copy,
    // because others copy it before they change it.
    guard let shared = bytes as? GRPCNIOTransportBytes else {
      return try deserializer.deserialize(bytes)
    }
    return try deserializer.deserialize(sharing: shared)
  }
}
