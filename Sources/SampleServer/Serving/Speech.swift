import Fixture_guide
import Foundation
import GRPCCore
import Logging
import SpeechRecognition
import TrainingProvider
import TrainingRuntime

/// The guide's service. It recognises the phrases that a model was trained on. The transcript is
/// empty if none of them was spoken. Trailers name the model that answered, and the distance
/// between the recording and the nearest clip.
struct Speech: Service_ExampleService.GuardedServiceProtocol {
  let provider: ModelProvider

  /// The service's own model; `nil` if the service was started without clips.
  let defaultModel: Recogniser?

  let recognisers: ModelCache<Recogniser>

  /// The threads that compare clips.
  let workers: WorkPool

  let logger: Logger

  var models: any ModelResolver { provider.models }

  func stt(
    request: ServerRequest<Service_sttInput>, model: ModelReference, context: ServerContext
  ) async throws -> ServerResponse<Service_sttResp> {
    try await context.whileWanted {
      try await answer(
        request.message.speech, by: recogniser(of: model), model: model.id, for: request.caller)
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

  private func recogniser(of model: ModelReference) async throws -> Recogniser? {
    try await recognisers.value(of: model) ?? defaultModel
  }

  private func answer(
    _ speech: Data, by recogniser: Recogniser?, model: String, for caller: Caller
  ) async throws -> ServerResponse<Service_sttResp> {
    guard let recogniser else {
      throw RPCError(
        code: .failedPrecondition,
        message: "the service has no default clips: name a model that you have trained")
    }
    try check(speech)
    let heard = try await recognition(of: speech, by: recogniser)
    let distance = heard.map { "\($0.distance)" } ?? "none"
    logger.info(
      "transcribed",
      metadata: [
        "model_id": "\(model)", "distance": "\(distance)",
        "accepted": "\(heard?.isAccepted == true)",
        "caller": "\(caller.address?.prefix(42) ?? "unknown")",
      ])
    var response = Service_sttResp()
    if let heard, heard.isAccepted { response.result = heard.transcript }
    return ServerResponse(
      message: response,
      trailingMetadata: ["model-id": "\(model)", "clip-distance": "\(distance)"])
  }

  private func recognition(
    of speech: Data, by recogniser: Recogniser
  ) async throws -> Recognition? {
    do {
      return try await workers.run { try recogniser.recognise(speech) }
    } catch let error as AudioError {
      throw RPCError(code: .invalidArgument, message: "speech \(error)")
    }
  }

  private func check(_ speech: Data) throws {
    let limit = ClipLimits.audio.maxBytes
    guard !speech.isEmpty, speech.count <= limit else {
      throw RPCError(
        code: .invalidArgument,
        message:
          "speech has \(speech.count) bytes, but 1 to \(limit) are accepted: send another clip")
    }
  }
}
