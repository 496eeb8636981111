import TrainingProtos

extension Check {
  static let patienceChecks = [silentUploads, stalledUpload, leakedConnections, idleConnections]

  private static let silentUploads = Check(
    "patience/silent-uploads", "Uploads that send nothing hold nobody up, and are ended",
    habit: "Version 6.2 of the daemon opens an upload's stream and never sends anything.",
    breaks: "Everybody, as soon as such streams occupy all of the provider's threads.",
    remedy: """
      Give the first message of an upload a few seconds, then end the call with an error. Don't \
      let a waiting stream occupy a thread.
      """,
    cost: .silence
  ) { daemon in
    var calls: [DaemonCall] = []
    for _ in 1...24 { calls.append(try await daemon.begin("upload_and_validate")) }
    for _ in 1...3 { _ = try await daemon.newModel() }
    for call in calls { try await requireEnd(daemon, of: call) }
  }

  private static let stalledUpload = Check(
    "patience/stalled-upload", "An upload that doesn't go on is ended",
    habit: "When a client disappears, the daemon keeps the stream open without a deadline.",
    breaks: "The owner, whose model stays VALIDATING, and you, whose streams are used up.",
    remedy: "End an upload that is silent for a minute, and set its model to ERRORED.",
    cost: .silence
  ) { daemon in
    let id = try await daemon.newModel()
    _ = try await daemon.validationPrice(of: id).response()
    let call = try await daemon.begin("upload_and_validate")
    try await daemon.send(Upload.numbered(daemon.subject.good, to: id).withoutLast, in: call)
    try await requireEnd(daemon, of: call)
    try await requireGivenUp(daemon, id)
  }

  private static let leakedConnections = Check(
    "patience/leaked-connections", "New customers can connect beside leaked connections",
    habit: """
      The daemon leaks a connection every three seconds for each model that is under way. 52 such \
      models fill a limit of 512 connections that live 30 seconds.
      """,
    breaks: "New customers: their calls are refused, while old polls go on.",
    remedy: """
      When connections run out, close those that have been without a call for longest. Raise the \
      limit for open files.
      """,
    cost: .silence
  ) { daemon in
    let id = try await daemon.newModel()
    let count = daemon.subject.leakedConnections
    for first in stride(from: 0, to: count, by: 20) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in first..<min(first + 20, count) {
          group.addTask { _ = try await daemon.status(of: id).response() }
        }
        try await group.waitForAll()
      }
    }
    for _ in 1...3 { _ = try await daemon.newModel() }
  }

  private static let idleConnections = Check(
    "patience/idle-connections", "Idle connections are closed",
    habit: "The daemon never closes the connections of its status worker.",
    breaks: "Everybody, when the provider's file descriptors are used up.",
    remedy: """
      Close connections that have been without a call for some seconds: in gRPC's libraries the \
      channel argument max_connection_idle, which is unlimited by default.
      """,
    cost: .silence
  ) { daemon in
    let id = try await daemon.newModel()
    _ = try await daemon.status(of: id).response()
    let end = ContinuousClock.now + daemon.subject.patience
    while daemon.hasOpenConnections {
      guard ContinuousClock.now < end else {
        throw CheckStop.failed(
          "a connection is still open \(daemon.subject.patience.inSeconds) after its last call")
      }
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  private static func requireEnd(_ daemon: Daemon, of call: DaemonCall) async throws {
    do {
      _ = try await call.answer(within: daemon.subject.patience)
    } catch CallFailure.late(let time) {
      throw CheckStop.failed("an upload that sends nothing is still open after \(time.inSeconds)")
    } catch {
      // The provider has closed the connection, which ends the upload as well.
    }
  }
}
