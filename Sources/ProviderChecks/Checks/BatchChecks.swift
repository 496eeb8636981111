import Foundation
import TrainingManifest
import TrainingProtos

/// What the fields of batches say.
extension Check {
  static let batchChecks = [
    batchOrder, changingModel, incompleteFirstBatch, announcedSize, runningSize, hostileNames,
  ]

  private static let batchOrder = Check(
    "uploads/order", "Batches with wrong numbers are refused",
    habit: "The daemon forwards batches as they come. Some are lost, repeated or exchanged.",
    breaks: "Consumers, who pay for training on damaged data.",
    remedy: "Require batch_number to be one more than before, beginning with 1.",
    cost: .validations(4)
  ) { daemon in
    guard Upload.numbered(daemon.subject.good, to: "").count > 2 else {
      throw CheckStop.notApplicable("the dataset is too small for three batches")
    }
    try await requireRefused(daemon, "batches 1 and 2 are exchanged") { $0.swapAt(0, 1) }
    try await requireRefused(daemon, "batch 2 is missing") { $0.remove(at: 1) }
    try await requireRefused(daemon, "batch 1 came twice") { $0.insert($0[0], at: 0) }
    try await requireRefused(daemon, "the numbers of batches 1 and 2 are exchanged") { batches in
      batches[0].batchNumber = 2
      batches[1].batchNumber = 1
    }
  }

  private static let changingModel = Check(
    "uploads/one-model", "A batch for another model is refused",
    habit: "Each batch names a model. The daemon only checks the owner of the first.",
    breaks: "The owner of the other model: anybody can add to the dataset.",
    remedy: "Require the same model_id in each batch.", cost: .validations(1)
  ) { daemon in
    let other = try await daemon.newModel()
    try await requireRefused(daemon, "its last batch names another model") { batches in
      batches[batches.count - 1].modelID = other
    }
    let status = try await daemon.settledStatus(of: other)
    guard status == .created || status == .errored else {
      throw CheckStop.failed("the other model, which got one batch, is \(status.name)")
    }
  }

  private static let incompleteFirstBatch = Check(
    "uploads/presence", "Uploads without a model, a name or a size are refused",
    habit: "Clients can leave out any field. It then has its default value.",
    breaks: "Consumers whose SDK forgets a field: what arrives can't be checked.",
    remedy: "Check model_id, file_name and file_size in the first batch.", cost: .validations(3)
  ) { daemon in
    try await requireRefused(daemon, "no batch names a model") { batches in
      for index in batches.indices { batches[index].modelID = "" }
    }
    try await requireRefused(daemon, "file_name is empty") { batches in
      for index in batches.indices { batches[index].fileName = "" }
    }
    try await requireRefused(daemon, "file_size is 0") { batches in
      for index in batches.indices { batches[index].fileSize = 0 }
    }
  }

  private static let announcedSize = Check(
    "uploads/too-large", "A file that is too large is refused before it arrives",
    habit: "The daemon doesn't know the option dataset_max_size_mb. It forwards any upload.",
    breaks: "You: disks fill up, while the consumer waits for an upload that can't succeed.",
    remedy: "Compare file_size in the first batch with the limit, and end the call at once."
  ) { daemon in
    guard let limit = daemon.subject.method.dataset.maxArchiveBytes, limit < .max else {
      throw CheckStop.notApplicable("the method has no dataset_max_size_mb")
    }
    let id = try await daemon.newModel()
    _ = try await daemon.validationPrice(of: id).response()
    let batch = tooLargeBatch(daemon.subject, to: id, limit)
    let call = try await daemon.begin("upload_and_validate")
    guard try await isEnded(call, batch, daemon) else {
      throw CheckStop.failed(
        "the provider goes on receiving a file of \(limit + 1) bytes, and \(limit) are allowed")
    }
    let answer = try await daemon.uploadAnswer(call)
    try answer.refusal("\(limit + 1) bytes were announced, and \(limit) are allowed")
  }

  private static let runningSize = Check(
    "uploads/size", "A file that hasn't the announced size is refused",
    habit: "Nobody but the provider compares what arrives with file_size.",
    breaks: "You, whose limits are evaded, and consumers of damaged files.",
    remedy: """
      Count the bytes of each batch. End the call with INVALID_ARGUMENT when they exceed \
      file_size, or if they are fewer in the end.
      """,
    cost: .validations(2)
  ) { daemon in
    let size = UInt64(daemon.subject.good.data.count)
    for (announced, why) in [(size - 1, "more"), (size + 1, "fewer")] where announced > 0 {
      try await requireRefused(daemon, "\(why) bytes arrived than were announced") { batches in
        for index in batches.indices { batches[index].fileSize = announced }
      }
    }
  }

  private static let hostileNames = Check(
    "uploads/file-name", "File names of clients are never used as paths",
    habit: "file_name is what the client says, for example ../../etc/cron.d/job.",
    breaks: "Everybody: a client can write any file of the provider's.",
    remedy: "Choose the name of each file yourself, and only keep file_name as text.",
    cost: .validations(5)
  ) { daemon in
    let mark = "provider-check-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    let up = String(repeating: "../", count: 16)
    let names = [
      "\(up)\(folder.dropFirst())/\(mark)-1.zip", "\(folder)/\(mark)-2.zip", "a\0b.zip",
      String(repeating: "n", count: 300) + ".zip", "..",
    ]
    let targets = (1...2).map { "\(folder)/\(mark)-\($0).zip" }
    defer { for target in targets { try? FileManager.default.removeItem(atPath: target) } }
    for name in names {
      try await requireHarmless(daemon, name)
      guard let file = targets.first(where: FileManager.default.fileExists) else { continue }
      throw CheckStop.failed("the provider wrote \(file), which is where file_name led")
    }
  }

  /// The first batch of a file that is too large, with few bytes.
  private static func tooLargeBatch(
    _ subject: Subject, to id: String, _ limit: UInt64
  ) -> Training_UploadInput {
    var batch = Upload.numbered(subject.good, to: id)[0]
    batch.fileSize = limit + 1
    batch.batchCount = limit / max(batch.batchSize, 1) + 1
    batch.data = batch.data.prefix(Int(clamping: max(limit / 64, 1)))
    return batch
  }

  /// Whether the provider ends an upload that goes on, slowly, for ten seconds.
  private static func isEnded(
    _ call: DaemonCall, _ first: Training_UploadInput, _ daemon: Daemon
  ) async throws -> Bool {
    var batch = first
    for number in 1...20 {
      batch.batchNumber = UInt64(number)
      try await daemon.send([batch], in: call)
      if await call.isAnswered(within: .milliseconds(500)) { return true }
    }
    return false
  }

  private static func requireHarmless(_ daemon: Daemon, _ name: String) async throws {
    let id = try await daemon.newModel()
    var dataset = daemon.subject.good
    dataset.name = name
    let answer = try await daemon.paidUpload(Upload.numbered(dataset, to: id))
    guard case .failure = answer.result else {
      _ = try await daemon.settledStatus(of: id)
      return
    }
    try answer.refusal("")
  }
}
