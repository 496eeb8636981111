import ProtoWire
import TrainingProtos

extension Daemon {
  /// Sends messages of an upload until all are sent or the provider has answered.
  func send(_ batches: [Training_UploadInput], in call: DaemonCall) async throws {
    for batch in batches {
      let isSent = await call.send(try batch.serializedBytes(), within: subject.callTime)
      guard isSent else { return }
    }
  }

  /// upload_and_validate
  ///
  /// - Parameters:
  ///   - batches: the messages.
  ///   - ends: whether the stream ends after them.
  func upload(
    _ batches: [Training_UploadInput], ends: Bool = true
  ) async throws -> Answer<Training_Status> {
    let call = try await begin("upload_and_validate")
    try await send(batches, in: call)
    if ends { call.end() }
    return try await uploadAnswer(call)
  }

  /// The answer to an upload whose last message was sent.
  func uploadAnswer(
    _ call: DaemonCall, within time: Duration? = nil
  ) async throws -> Answer<Training_Status> {
    defer { call.close() }
    return try await answer(
      to: "upload_and_validate", call, within: time ?? subject.workTime
    ).map { (response: Training_StatusResponse) in response.status }
  }

  /// Asks for the price, as the daemon does before each paid upload, and uploads.
  func paidUpload(_ batches: [Training_UploadInput]) async throws -> Answer<Training_Status> {
    if let id = batches.first?.modelID { _ = try await validationPrice(of: id).response() }
    return try await upload(batches)
  }

  /// Asks for the status until it is neither VALIDATING nor TRAINING.
  ///
  /// The daemon asks every three seconds. This asks sooner, to end sooner.
  ///
  /// - Parameters:
  ///   - id: the model.
  ///   - time: how long the work may take; the subject's time if `nil`.
  func settledStatus(of id: String, within time: Duration? = nil) async throws -> Training_Status {
    let time = time ?? subject.workTime
    let end = ContinuousClock.now + time
    var pause = Duration.milliseconds(100)
    while true {
      let status = try await status(of: id).response()
      guard status.isUnderWay else { return status }
      guard ContinuousClock.now < end else {
        throw CheckStop.failed("the model is still \(status.name) after \(time.inSeconds)")
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(3))
    }
  }

  /// Requires that an accepted piece of work ends well.
  func require(
    _ expected: Training_Status, of id: String, after answer: Answer<Training_Status>
  ) async throws {
    let first = try answer.response()
    guard first.isUnderWay || first == expected else {
      throw CheckStop.failed(
        "\(answer.call) answered \(first.name), which ends the daemon's polling")
    }
    let status = try await settledStatus(of: id)
    guard status == expected else {
      throw CheckStop.failed(
        "the model is \(status.name) after \(answer.call), not \(expected.name)")
    }
  }

  /// Requires that an upload or a link is refused, at once or by the model's status.
  ///
  /// - Parameters:
  ///   - answer: the provider's answer.
  ///   - id: the model.
  ///   - why: why it has to be refused.
  ///   - allowed: what the model may be afterwards.
  func requireRefused(
    _ answer: Answer<Training_Status>, of id: String, _ why: String,
    leaving allowed: Set<Training_Status> = [.errored, .created]
  ) async throws {
    if case .success(let status) = answer.result {
      guard [.validating, .errored].contains(status) else {
        try answer.refusal(why)
        return
      }
    } else {
      try answer.refusal(why)
    }
    let status = try await settledStatus(of: id)
    guard allowed.contains(status) else {
      throw CheckStop.failed("the model is \(status.name) in the end, although \(why)")
    }
  }

  /// A new model with the good dataset.
  func validatedModel() async throws -> String {
    let id = try await newModel()
    let answer = try await paidUpload(Upload.numbered(subject.good, to: id))
    try await require(.validated, of: id, after: answer)
    return id
  }

  /// A new model that is trained.
  func readyModel() async throws -> String {
    let id = try await validatedModel()
    _ = try await trainingPrice(of: id).response()
    try await require(.readyToUse, of: id, after: train(id))
    return id
  }
}
