import Foundation
import GRPCCore
import TrainingProtos
import TrainingRuntime

/// The whole life of a model, with the answer to each step.
struct TrainingCycle<Transport: ClientTransport> {
  let consumer: Consumer<Transport>

  /// The archive to train on.
  let dataset: URL

  /// The clip to transcribe, and its name.
  let clip: Data
  let clipName: String

  /// Receives each step with its answer.
  let report: (_ step: String, _ answer: String) -> Void

  /// Takes a model through its life, up to the validation if that fails.
  func run() async throws {
    let id = try await consumer.createModel("demo")
    report("create_model", id)
    report("validate_model_price", "\(try await consumer.validationPrice(of: id))")
    let upload = try await consumer.upload(dataset, for: id)
    report("upload_and_validate \(dataset.lastPathComponent)", upload.protoName)
    guard try await settle(id) == .validated else { return }
    report("train_model_price", "\(try await consumer.trainingPrice(of: id))")
    report("train_model", try await consumer.train(id).protoName)
    _ = try await settle(id)
    try await transcribe("no model")
    try await transcribe("the new model", by: id)
    report("delete_model", try await consumer.delete(id).protoName)
    try await transcribe("the deleted model", by: id)
  }

  private func settle(_ id: String) async throws -> Training_Status {
    let status = try await consumer.settledStatus(of: id)
    report("get_model_status", status.protoName)
    return status
  }

  /// Transcribes the clip. Reports NOT_FOUND as an answer, too.
  private func transcribe(_ what: String, by id: String? = nil) async throws {
    let step = "stt \(clipName), \(what)"
    do {
      report(step, "\"\(try await consumer.transcript(of: clip, by: id))\"")
    } catch let error as RPCError where error.code == .notFound {
      report(step, "\(error.code): \(error.message)")
    }
  }
}
