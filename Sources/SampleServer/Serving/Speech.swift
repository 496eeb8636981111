import Fixture_guide
import Foundation
import GRPCCore
import Logging
import TrainingProvider
import TrainingRuntime

/// The guide's service. It transcribes a recording by finding the most similar clip of a model.
/// Trailers name the model that answered, and the distance between the recording and its clip.
struct Speech: Service_ExampleService.GuardedServiceProtocol {
  let provider: ModelProvider

  /// The service's own model; `nil` if the service was started without clips.
  let defaultModel: ClipLibrary?

  let libraries: ModelCache<ClipLibrary>

  /// The threads that compare clips.
  let workers: WorkPool

  let logger: Logger

  var models: any ModelResolver { provider.models }

  func stt(
    request: ServerRequest<Service_sttInput>, model: ModelReference, context: ServerContext
  ) async throws -> ServerResponse<Service_sttResp> {
    try await context.whileWanted {
      try await answer(
        request.message.speech, by: library(of: model), model: model.id, for: request.caller)
    }
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: ServerRequest<Service_basicSttInput>, context: ServerContext
  ) async throws -> ServerResponse<Service_sttResp> {
    try await context.whileWanted {
      try await answer(
        request.message.speech, by: defaultModel, model: "none", for: request.caller)
    }
  }

  private func library(of model: ModelReference) async throws -> ClipLibrary? {
    try await libraries.value(of: model) ?? defaultModel
  }

  private func answer(
    _ speech: Data, by library: ClipLibrary?, model: String, for caller: Caller
  ) async throws -> ServerResponse<Service_sttResp> {
    try check(speech, upTo: library?.maxRecordingBytes ?? ClipLimits.maxClipBytes)
    let match = try await workers.run { try library?.nearest(to: speech) }
    guard let match else {
      throw RPCError(
        code: .failedPrecondition,
        message: "the service has no default clips: name a model that you have trained")
    }
    let distance = "\(match.distance.value)"
    logger.info(
      "transcribed",
      metadata: [
        "model_id": "\(model)", "distance": "\(distance)",
        "caller": "\(caller.address?.prefix(42) ?? "unknown")",
      ])
    var response = Service_sttResp()
    response.result = match.clip.transcript
    return ServerResponse(
      message: response,
      trailingMetadata: ["model-id": "\(model)", "clip-distance": "\(distance)"])
  }

  private func check(_ speech: Data, upTo limit: Int) throws {
    guard !speech.isEmpty, speech.count <= limit else {
      throw RPCError(
        code: .invalidArgument,
        message:
          "speech has \(speech.count) bytes, but this model accepts 1 to \(limit): send another "
          + "clip")
    }
  }
}
