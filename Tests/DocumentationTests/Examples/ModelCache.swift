import Foundation
import TrainingProvider
import TrainingRuntime

enum ModelCacheComment {
  struct Recogniser {
    init(weights: URL) throws {}

    func transcribe(_ speech: [UInt8]) throws -> String { "\(speech.count)" }
  }

  struct Request {
    let speech: [UInt8]
  }

  static func make(for provider: ModelProvider) -> ModelCache<Recogniser> {
    // EXAMPLE
    return recognisers
  }

  static func answer(
    _ request: Request, by model: ModelReference, or ownAnswer: String,
    with recognisers: ModelCache<Recogniser>, on workers: WorkPool
  ) async throws -> String {
    // EXAMPLE
    return text
  }
}
