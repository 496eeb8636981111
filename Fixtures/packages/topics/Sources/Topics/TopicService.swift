import GRPCCore
import TrainingProvider
import TrainingRuntime

struct TopicService: Topics_Topics.SimpleGuardedServiceProtocol {
  let models: any ModelResolver
  let cache: ModelCache<TopicModel>
  let workers: WorkPool

  func classify(
    request: Topics_ClassifyRequest, model: ModelReference, context: ServerContext
  ) async throws -> Topics_ClassifyReply {
    guard request.text.utf8.count <= 100_000 else {
      throw RPCError(code: .invalidArgument, message: "the text is longer than 100 kB: shorten it")
    }
    guard let topics = try await cache.value(of: model) else {
      throw RPCError(code: .failedPrecondition, message: "the model isn't there: train it again")
    }
    var reply = Topics_ClassifyReply()
    reply.topic = try await workers.run { topics.topic(of: request.text) }
    return reply
  }
}
