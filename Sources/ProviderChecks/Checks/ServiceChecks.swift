import Foundation
import TrainingManifest
import TrainingProtos

extension Check {
  static let serviceChecks = [
    separateListeners, health, unknownModelOfService, untrainedModel, deletedModel,
  ]

  private static let separateListeners = Check(
    "service/separate", "The service's port doesn't serve training.Model",
    habit: "The daemon forwards calls of training.Model to the service_endpoint like any others.",
    breaks: "Every owner: whoever pays for one call can train and delete all models.",
    remedy: "Serve training.Model on a port of its own that only the daemon can reach."
  ) { daemon in
    let service = try requireService(daemon)
    let id = try await daemon.newModel()
    let answer = try await daemon.status(of: id, on: service)
    guard case .failure(let refusal) = answer.result, refusal.status == .unimplemented else {
      throw CheckStop.failed("\(service) answers get_model_status, not with UNIMPLEMENTED")
    }
  }

  private static let health = Check(
    "service/health", "The service answers the daemon's heartbeat",
    habit: """
      With a heartbeat of type grpc, the daemon calls grpc.health.v1.Health/Check with the \
      service_id as the service's name.
      """,
    breaks: "Everybody: the marketplace shows the service as offline.",
    remedy: "Register the health service, and set the status of your service_id to SERVING."
  ) { daemon in
    let service = try requireService(daemon)
    guard let id = daemon.subject.serviceID else {
      throw CheckStop.notApplicable(
        "no --service-id was given; by default the daemon only tries to connect")
    }
    let request = WireBytes.field(1, Array(id.utf8))
    let answer = try await daemon.serviceCall("/grpc.health.v1.Health/Check", request, on: service)
    guard try answer.response() == [0x08, 0x01] else {
      throw CheckStop.failed("Health/Check for \"\(Printable.text(id))\" didn't answer SERVING")
    }
  }

  private static let unknownModelOfService = Check(
    "service/unknown-model", "A call of the service with an unknown model is refused",
    habit: "The daemon doesn't look at the model that a call of the service names.",
    breaks: "Consumers, who pay for another model's answer.",
    remedy: "Look the model up, and end the call with NOT_FOUND."
  ) { daemon in
    try await requireRefused(daemon, UUID().uuidString.lowercased(), "the model doesn't exist")
  }

  private static let untrainedModel = Check(
    "service/untrained-model", "A call of the service with an untrained model is refused",
    habit: "The daemon forwards calls of the service for models of any status.",
    breaks: "Consumers, who pay for the answer of an untrained model.",
    remedy: "End the call with FAILED_PRECONDITION unless the model is READY_TO_USE."
  ) { daemon in
    try await requireRefused(daemon, daemon.newModel(), "the model isn't trained")
  }

  private static let deletedModel = Check(
    "service/deleted-model", "A call of the service with a deleted model is refused",
    habit: "The daemon forwards calls of the service for models of any status.",
    breaks: "Owners, whose data goes on answering after they deleted it.",
    remedy: "End the call with NOT_FOUND, and drop loaded models when they are deleted."
  ) { daemon in
    let id = try await daemon.newModel()
    _ = try await daemon.delete(id).response()
    try await requireRefused(daemon, id, "the model is deleted")
  }

  private static func requireRefused(_ daemon: Daemon, _ id: String, _ why: String) async throws {
    let (service, method) = (try requireService(daemon), daemon.subject.method)
    guard method.kind == .unary, let field = method.modelFields.first else {
      throw CheckStop.notApplicable("\(method.fullName) is a stream")
    }
    let model = WireBytes.field(1, Array(id.utf8))
    let answer = try await daemon.serviceCall(
      method.path, WireBytes.field(Int(field.number), model), on: service)
    try answer.refusal(why)
  }

  private static func requireService(_ daemon: Daemon) throws -> Endpoint {
    guard let service = daemon.subject.service else {
      throw CheckStop.notApplicable("the service's own address wasn't given with --service")
    }
    return service
  }
}
