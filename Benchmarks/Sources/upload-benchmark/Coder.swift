import GRPCCore
import GRPCProtobuf
import TrainingProtos
import TrainingRuntime

/// The serializers and deserializers of the messages of an upload.
protocol Coder: Sendable {
  associatedtype BatchSerializer: MessageSerializer<Training_UploadInput>
  associatedtype BatchDeserializer: MessageDeserializer<Training_UploadInput>
  associatedtype AnswerSerializer: MessageSerializer<Training_StatusResponse>
  associatedtype AnswerDeserializer: MessageDeserializer<Training_StatusResponse>

  static var batchSerializer: BatchSerializer { get }
  static var batchDeserializer: BatchDeserializer { get }
  static var answerSerializer: AnswerSerializer { get }
  static var answerDeserializer: AnswerDeserializer { get }
}

/// The serializers that this package's generated stubs call.
enum OurCoder: Coder {
  static let batchSerializer = messageSerializer(for: Training_UploadInput.self)
  static let batchDeserializer = messageDeserializer(for: Training_UploadInput.self)
  static let answerSerializer = messageSerializer(for: Training_StatusResponse.self)
  static let answerDeserializer = messageDeserializer(for: Training_StatusResponse.self)
}

/// The serializers that gRPC's own stubs call for the same messages.
enum GRPCProtobufCoder: Coder {
  static let batchSerializer = ProtobufSerializer<Training_UploadInput>()
  static let batchDeserializer = ProtobufDeserializer<Training_UploadInput>()
  static let answerSerializer = ProtobufSerializer<Training_StatusResponse>()
  static let answerDeserializer = ProtobufDeserializer<Training_StatusResponse>()
}
