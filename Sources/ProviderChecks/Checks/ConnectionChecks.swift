import TrainingProtos

extension Check {
  static let connectionChecks = [answers, methods, newConnections]

  /// The others don't apply to a server that doesn't answer.
  static let answers = Check(
    "connection/answers", "The provider answers create_model",
    habit: "The daemon calls create_model for the first consumer.",
    breaks: "Everybody: no model can be created.",
    remedy: """
      Listen at the daemon's model_maintenance_endpoint, in HTTP/2 without TLS unless the URL says \
      https. Register your implementation of training.Model, not the generated base class, and \
      only wait for the server's end after everything is defined and registered.
      """
  ) { daemon in
    _ = try await daemon.newModel()
  }

  private static let methods = Check(
    "connection/methods", "All eight methods are implemented",
    habit: "The daemon forwards eight methods of training.Model, by their names in training.proto.",
    breaks: "Whoever calls the missing method. If it is a paid one, nothing can be sold.",
    remedy: """
      Implement the method under its name in training.proto, in a service that is registered with \
      the server.
      """
  ) { daemon in
    var missing: [String] = []
    for call in try await unknownModelCalls(daemon) where call.refusedWith(.unimplemented) {
      missing.append(call.name)
    }
    if case .failure(let refusal) = try await daemon.create().result,
      refusal.status == .unimplemented
    {
      missing.append("create_model")
    }
    guard missing.isEmpty else {
      throw CheckStop.failed("\(missing.joined(separator: ", ")) ended with UNIMPLEMENTED")
    }
  }

  private static let newConnections = Check(
    "connection/per-call", "Each call can have its own connection",
    habit: """
      The daemon opens a new connection for each call. After polls of the status it never closes \
      it.
      """,
    breaks: "Whoever calls when the connections are used up: most likely a new customer.",
    remedy: """
      Allow many connections, and raise the limit for open files (RLIMIT_NOFILE) above their \
      number.
      """
  ) { daemon in
    let id = try await daemon.newModel()
    for _ in 1...50 { _ = try await daemon.status(of: id).response() }
    _ = try await daemon.newModel()
  }
}

/// A call for a model that doesn't exist.
struct UnknownModelCall {
  let name: String
  let result: Result<String, Refusal>

  init<Response>(_ answer: Answer<Response>) {
    name = answer.call
    result = answer.result.map { ($0 as? Training_Status)?.name ?? "\($0)" }
  }

  func refusedWith(_ status: StatusCode) -> Bool {
    if case .failure(let refusal) = result { refusal.status == status } else { false }
  }

  /// Requires a refusal.
  func requireRefusal(_ why: String) throws {
    try Answer(call: name, result: result).refusal(why)
  }
}

extension Check {
  /// Calls the seven methods that name a model.
  static func unknownModelCalls(
    _ daemon: Daemon, id: String = "00000000-0000-4000-8000-00000000dead"
  ) async throws -> [UnknownModelCall] {
    [
      .init(try await daemon.status(of: id)),
      .init(try await daemon.validationPrice(of: id)),
      .init(try await daemon.upload(Upload.numbered(daemon.subject.good, to: id))),
      .init(try await daemon.validate(id)),
      .init(try await daemon.trainingPrice(of: id)),
      .init(try await daemon.train(id)),
      .init(try await daemon.delete(id)),
    ]
  }
}
