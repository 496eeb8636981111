import Fixture_guide
import Foundation
import GRPCCore
import Logging
import TrainingProvider
import TrainingRuntime

/// The guide's service: says what is said in a clip, after the nearest clip that a model knows.
struct Speech: Service_ExampleService.GuardedServiceProtocol {
  let provider: ModelProvider

  /// What the service knows by itself; `nil` if it was given no clips.
  let defaultModel: ClipLibrary?

  let logger: Logger

  var models: any ModelResolver { provider.models }

  func stt(
    request: Service_sttInput, model: ModelReference, context: ServerContext
  ) async throws -> Service_sttResp {
    guard let artefacts = try await provider.artefacts(of: model) else {
      return try await answer(request.speech, by: defaultModel, model: model.id)
    }
    return try await answer(request.speech, by: ClipLibrary(in: artefacts), model: model.id)
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp {
    try await answer(request.speech, by: defaultModel, model: "none")
  }

  private func answer(
    _ speech: Data, by library: ClipLibrary?, model: String
  ) async throws -> Service_sttResp {
    try check(speech)
    let match = try await BlockingWork.run { try library?.nearest(to: speech) }
    guard let match else {
      throw RPCError(
        code: .failedPrecondition,
        message: "the service has no clips of its own: name a model that you trained")
    }
    logger.info(
      "transcribed",
      metadata: ["model_id": "\(model)", "distance": "\(match.distance.value)"])
    var response = Service_sttResp()
    response.result = match.clip.transcript
    return response
  }

  private func check(_ speech: Data) throws {
    guard (1...ClipLimits.maxClipBytes).contains(speech.count) else {
      throw RPCError(
        code: .invalidArgument,
        message: "speech has to be a clip of 1 to \(ClipLimits.maxClipBytes) bytes")
    }
  }
}
