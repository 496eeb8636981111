import Foundation
import GRPCCore
import TrainingProtos
import TrainingRuntime

/// The whole life of a model, with the answer to each step.
///
/// A cycle that was interrupted goes on with the model that it had made: what was uploaded or
/// trained by then is not done again.
struct TrainingCycle<Transport: ClientTransport> {
  let consumer: Consumer<Transport>

  /// The archive to train on.
  let dataset: URL

  /// The clip to transcribe, and its name.
  let clip: Data
  let clipName: String

  /// The model of an interrupted cycle; `nil` to make one.
  var model: String?

  /// Whether the model stays at the end.
  var keepsModel = false

  /// Shows what is waited for.
  var line = StatusLine(output: nil)

  /// Receives each step with its answer.
  let report: (_ step: String, _ answer: String) -> Void

  /// Called with the model's identifier as soon as there is one.
  var begun: (String) -> Void = { _ in }

  /// - Throws: ``RefusedDataset``; `RPCError`.
  func run() async throws {
    let id = try await beginning()
    var status = try await settle(id)
    if status == .created || status == .errored { status = try await validate(id) }
    if status == .validated { status = try await train(id) }
    guard status == .readyToUse else { throw try await refusal(of: id) }
    try await transcribe("the new model", by: id)
    if keepsModel { return }
    report("delete_model", try await consumer.delete(id).protoName)
    try await transcribe("the deleted model", by: id)
  }

  private func beginning() async throws -> String {
    if let model { return model }
    try await transcribe("no model")
    let id = try await consumer.createModel("demo")
    begun(id)
    report("create_model", id)
    return id
  }

  private func validate(_ id: String) async throws -> Training_Status {
    report("validate_model_price", "\(try await consumer.validationPrice(of: id))")
    let name = dataset.lastPathComponent
    let upload = try await consumer.upload(dataset, for: id) { [line] done, total in
      line.show("\(ProgressBar(name: name, done: done, total: total))")
    }
    line.clear()
    report("upload_and_validate \(name)", upload.protoName)
    return try await reportedEnd(of: id)
  }

  private func train(_ id: String) async throws -> Training_Status {
    report("train_model_price", "\(try await consumer.trainingPrice(of: id))")
    report("train_model", try await consumer.train(id).protoName)
    return try await reportedEnd(of: id)
  }

  private func reportedEnd(of id: String) async throws -> Training_Status {
    let status = try await settle(id)
    report("get_model_status", status.protoName)
    return status
  }

  private func settle(_ id: String) async throws -> Training_Status {
    let begin = ContinuousClock.now
    defer { line.clear() }
    return try await consumer.settledStatus(of: id) { status in
      line.show("\(Spinner(state: status.protoName, elapsed: ContinuousClock.now - begin))")
    }
  }

  /// Asks the provider why a model can't be trained. It answers with the reason instead of
  /// training.
  private func refusal(of id: String) async throws -> RefusedDataset {
    do {
      _ = try await consumer.train(id)
      return RefusedDataset(model: id, reason: "the model isn't trained")
    } catch let error as RPCError where error.code == .failedPrecondition {
      return RefusedDataset(model: id, reason: error.message)
    }
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

/// The provider doesn't train the model, for example because it refused the dataset.
struct RefusedDataset: Error {
  /// The identifier of the model, which can be sent another dataset.
  let model: String

  /// The provider's reason.
  let reason: String
}
