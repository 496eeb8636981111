import Foundation
import TrainingProtos

extension Check {
  static let uploadChecks = [
    numberedBatches, javaScript, separateUploads, cutUpload, emptyUpload, brokenOffUpload,
  ]

  private static let numberedBatches = Check(
    "uploads/numbered", "Batches numbered from 1 make a dataset",
    habit: "Python and Go divide a file into batches of 1 MiB, numbered from 1.",
    breaks: "Every consumer with these SDKs.",
    remedy: """
      Append the field data of each UploadInput to a file, answer VALIDATING, and validate in the \
      background until get_model_status answers VALIDATED.
      """,
    cost: .validations(1)
  ) { daemon in
    _ = try await daemon.validatedModel()
  }

  private static let javaScript = Check(
    "uploads/javascript", "JavaScript's batches make a dataset",
    habit: "JavaScript sends the whole file in each message, always with batch_number 0.",
    breaks: "Every consumer with the JavaScript SDK: files are appended to each other or refused.",
    remedy: """
      If batch_number is 0 and data has file_size bytes, take the message as the whole file, and \
      skip repetitions of it.
      """,
    cost: .validations(1)
  ) { daemon in
    guard daemon.subject.good.data.count < 4_000_000 else {
      throw CheckStop.notApplicable(
        "the dataset doesn't fit into one message of 4 MiB, so JavaScript can't send it")
    }
    let id = try await daemon.newModel()
    let answer = try await daemon.paidUpload(Upload.javaScript(daemon.subject.good, to: id))
    try await daemon.require(.validated, of: id, after: answer)
  }

  private static let separateUploads = Check(
    "uploads/separate", "Uploads at the same time don't mix",
    habit: "Consumers upload datasets for different models at the same time, with equal names.",
    breaks: "Both consumers: they train on each other's data, or on neither's.",
    remedy: "Write each upload to a new file whose name the provider chooses.",
    cost: .validations(2)
  ) { daemon in
    let (first, second) = (try await daemon.newModel(), try await daemon.newModel())
    for id in [first, second] { _ = try await daemon.validationPrice(of: id).response() }
    let batches = Upload.numbered(daemon.subject.good, to: first)
    let slow = try await daemon.begin("upload_and_validate")
    try await daemon.send(Array(batches.prefix(1)), in: slow)
    let other = try await daemon.begin("upload_and_validate")
    try await daemon.send(Upload.numbered(daemon.subject.garbage, to: second), in: other)
    other.end()
    let otherAnswer = try await daemon.uploadAnswer(other, within: daemon.subject.callTime)
    try await daemon.requireRefused(
      otherAnswer, of: second, "it isn't an archive, only the one uploaded beside it is")
    try await daemon.send(Array(batches.dropFirst()), in: slow)
    slow.end()
    try await daemon.require(.validated, of: first, after: daemon.uploadAnswer(slow))
  }

  private static let cutUpload = Check(
    "uploads/cut", "An upload that is cut off is refused",
    habit: """
      When the daemon refuses a later batch, the provider sees the clean end of a file that isn't \
      whole. Version 6.1.0 loses the first batch.
      """,
    breaks: "Consumers, who pay for training on half of their data.",
    remedy: """
      At the end of the stream, compare the bytes with file_size and the batches with batch_count. \
      End the call with an error and set the model to ERRORED if they differ.
      """,
    cost: .validations(2)
  ) { daemon in
    try await requireRefused(daemon, "the last batch is missing") { $0.removeLast() }
    try await requireRefused(daemon, "the first batch is missing") { $0.removeFirst() }
  }

  private static let emptyUpload = Check(
    "uploads/empty", "An upload without a batch is refused",
    habit: "Version 6.1.0 of the daemon loses the first batch. A small file then has none.",
    breaks: "Consumers of small datasets, and the provider if it expects a first message.",
    remedy: "End the call with INVALID_ARGUMENT if the stream ends before its first message."
  ) { daemon in
    try await daemon.upload([]).refusal("nothing was sent")
    _ = try await daemon.newModel()
  }

  private static let brokenOffUpload = Check(
    "uploads/broken-off", "A consumer whose connection breaks can upload again",
    habit: "Connections break in the middle of uploads, without an end of the stream.",
    breaks: "The consumer: the model stays VALIDATING, or refuses the second try.",
    remedy: """
      When a stream breaks, remove what has arrived and set the model to ERRORED. Accept another \
      upload for it.
      """,
    cost: Cost(work: 1, waits: true)
  ) { daemon in
    let id = try await daemon.newModel()
    _ = try await daemon.validationPrice(of: id).response()
    let call = try await daemon.begin("upload_and_validate")
    try await daemon.send(Upload.numbered(daemon.subject.good, to: id).withoutLast, in: call)
    try await Task.sleep(for: .milliseconds(200))
    call.close()
    try await requireGivenUp(daemon, id)
    let answer = try await daemon.paidUpload(Upload.numbered(daemon.subject.good, to: id))
    try await daemon.require(.validated, of: id, after: answer)
  }

  /// Uploads the good dataset with a change to its messages, and requires that it is refused.
  static func requireRefused(
    _ daemon: Daemon, _ why: String, _ change: (inout [Training_UploadInput]) -> Void
  ) async throws {
    let id = try await daemon.newModel()
    _ = try await daemon.validationPrice(of: id).response()
    var batches = Upload.numbered(daemon.subject.good, to: id)
    change(&batches)
    try await daemon.requireRefused(daemon.upload(batches), of: id, why)
  }

  /// Requires that a model whose upload doesn't go on is given up.
  static func requireGivenUp(_ daemon: Daemon, _ id: String) async throws {
    let status = try await daemon.settledStatus(of: id, within: daemon.subject.patience)
    guard status == .errored || status == .created else {
      throw CheckStop.failed("the model is \(status.name), although its upload didn't end")
    }
  }
}

extension [Training_UploadInput] {
  var withoutLast: Self { Array(dropLast()) }
}
