import GRPCCore
import GRPCNIOTransportHTTP2
import TrainingProtos

/// Work that is measured: what one coder does with all messages of an upload.
struct Work {
  let name: String

  /// Does the work for all messages of the upload.
  let run: () async throws -> Void
}

extension Work {
  /// Checks that both coders write the same bytes, and that each reads the message in the other's
  /// bytes.
  static func verify(_ batch: Batch) throws {
    let ours: [UInt8] = try OurCoder.batchSerializer.serialize(batch.message)
    let theirs: [UInt8] = try GRPCProtobufCoder.batchSerializer.serialize(batch.message)
    let buffer: GRPCNIOTransportBytes = try OurCoder.batchSerializer.serialize(batch.message)
    precondition(ours == theirs && buffer.withUnsafeBytes { $0.elementsEqual(ours) })
    let (read, theyRead) = (
      try OurCoder.batchDeserializer.deserialize(theirs),
      try GRPCProtobufCoder.batchDeserializer.deserialize(ours)
    )
    precondition(read == batch.message && theyRead == batch.message)
  }

  /// Returns all work for a batch, in the same order for each coder.
  static func all<Coding: Coder>(_ batch: Batch, _ uploads: Uploads<Coding>) throws -> [Work] {
    [
      serializing(batch, into: [UInt8].self, "[UInt8]", Coding.self),
      try deserializing(batch, from: [UInt8].self, "[UInt8]", Coding.self),
      serializing(batch, into: GRPCNIOTransportBytes.self, "ByteBuffer", Coding.self),
      try deserializing(batch, from: GRPCNIOTransportBytes.self, "ByteBuffer", Coding.self),
      Work(name: "call in process") { try await uploads.send(batch) },
    ]
  }

  private static func serializing<Bytes: GRPCContiguousBytes, Coding: Coder>(
    _ batch: Batch, into type: Bytes.Type, _ typeName: String, _ coder: Coding.Type
  ) -> Work {
    Work(name: "serializer, \(typeName)") {
      for _ in 0..<batch.count {
        let bytes: Bytes = try Coding.batchSerializer.serialize(batch.message)
        precondition(bytes.count > batch.message.data.count)
      }
    }
  }

  private static func deserializing<Bytes: GRPCContiguousBytes, Coding: Coder>(
    _ batch: Batch, from type: Bytes.Type, _ typeName: String, _ coder: Coding.Type
  ) throws -> Work {
    let bytes: Bytes = try Coding.batchSerializer.serialize(batch.message)
    return Work(name: "deserializer, \(typeName)") {
      for _ in 0..<batch.count {
        let message = try Coding.batchDeserializer.deserialize(bytes)
        precondition(message.data.count == batch.message.data.count)
      }
    }
  }
}
