import Fixture_shapes
import GRPCCore
import GRPCInProcessTransport
import SwiftProtobuf
import TrainingProtos
import TrainingRuntime

/// The four kinds of calls, each represented by a method that has no default model.
enum CallKind: CaseIterable {
  case unary, clientStreaming, serverStreaming, bidirectional

  /// Whether a client can send several messages in a call.
  var takesStream: Bool { self == .clientStreaming || self == .bidirectional }

  /// Makes a call that sends a message for each of `ids`, or only for the first one if this kind
  /// of call can't send several messages.
  ///
  /// - Throws: the error that the call fails with.
  func call(
    _ client: Fixtures_Shapes_Shapes.Client<InProcessTransport.Client>, naming ids: [String],
    metadata: Metadata = [:]
  ) async throws -> Heard {
    let stream = StreamingClientRequest<Fixtures_Shapes_Single>(metadata: metadata) { writer in
      for id in ids { try await writer.write(.with { $0.modelID.modelID = id }) }
    }
    switch self {
    case .unary:
      let message = Fixtures_Shapes_Maybe.with { $0.modelID.modelID = ids[0] }
      return try await client.noDefault(
        request: ClientRequest(message: message, metadata: metadata), onResponse: Heard.init)
    case .clientStreaming:
      return try await client.upload(request: stream, onResponse: Heard.init)
    case .serverStreaming:
      let message = Fixtures_Shapes_Single.with { $0.modelID.modelID = ids[0] }
      return try await client.download(
        request: ClientRequest(message: message, metadata: metadata), onResponse: Heard.init)
    case .bidirectional:
      return try await client.both(request: stream, onResponse: Heard.init)
    }
  }
}

/// What a client receives from a successful call.
struct Heard {
  let metadata: Metadata
  var models: [String] = []
  var trailingMetadata: Metadata = [:]

  init(_ response: ClientResponse<Fixtures_Shapes_Answer>) throws {
    self.models = try response.message.models
    self.metadata = response.metadata
    self.trailingMetadata = response.trailingMetadata
  }

  init(_ response: StreamingClientResponse<Fixtures_Shapes_Answer>) async throws {
    self.metadata = response.metadata
    for try await part in response.bodyParts {
      switch part {
      case .message(let answer): models += answer.models
      case .trailingMetadata(let metadata): trailingMetadata = metadata
      }
    }
  }
}

extension Metadata {
  /// The first value of a key.
  func text(_ key: String) -> String? { self[stringValues: key].first { _ in true } }
}
