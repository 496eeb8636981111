import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// Cycles that end before their end.
@Suite struct ResumptionTests {
  @Test func aRefusedDatasetIsExplainedAndReplaced() async throws {
    try await withTemporaryDirectory { directory in
      let good = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: good)
      let bad = directory.appendingPathComponent("bad.zip")
      try Data("this isn't an archive".utf8).write(to: bad)
      let clip = try SampleClips.question("home/door")
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let refused = await #expect(throws: RefusedDataset.self) {
            try await TrainingCycle(
              consumer: consumer, dataset: bad, clip: clip, clipName: "clip", report: { _, _ in }
            ).run()
          }
          #expect(
            refused?.reason.contains("The last failure was: ") == true, "\(refused?.reason ?? "")")
          var answers: [String] = []
          try await TrainingCycle(
            consumer: consumer, dataset: good, clip: clip, clipName: "clip",
            model: try #require(refused?.model), report: { answers.append($1) }
          ).run()
          #expect(
            answers.dropLast().suffix(3) == ["READY_TO_USE", "\"lock the front door\"", "DELETED"])
        }
      }
    }
  }

  /// A cycle goes on from each status in which it can be interrupted.
  @Test(arguments: [Training_Status.created, .validating, .validated, .training, .readyToUse])
  func whatIsDoneIsNotDoneAgain(_ status: Training_Status) async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let clip = try SampleClips.question("home/door")
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await Self.model(in: status, on: dataset, consumer)
          var steps: [String] = []
          try await TrainingCycle(
            consumer: consumer, dataset: dataset, clip: clip, clipName: "clip", model: id,
            report: { steps.append("\($0): \($1)") }
          ).run()
          #expect(steps.contains { $0.hasPrefix("upload_and_validate") } == (status == .created))
          let isTrained = [.training, .readyToUse].contains(status)
          #expect(steps.contains { $0.hasPrefix("train_model_price") } == !isTrained)
          #expect(steps.contains("stt clip, the new model: \"lock the front door\""))
          #expect(!steps.contains { $0.hasPrefix("create_model") })
        }
      }
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func interruptedProgramsSayHowToGoOn(_ signal: Int32) async throws {
    try await withTemporaryDirectory { directory in
      // Validating these takes a while.
      let clips = try HeavyClips(3, in: directory).folder
      let question = directory.appendingPathComponent("question.wav")
      try HeavyClips.clip(seconds: 1).write(to: question)
      try await RunningServer.run(in: directory) { server in
        let arguments = [
          "--port", "\(server.port)", "--maintenance-port", "\(server.maintenancePort)",
        ]
        let errors = try await Self.interrupt(
          Command(
            BuiltProduct.path("sample-client"), arguments + [clips.path, question.path]), signal)
        let id = try #require(errors.firstMatch(of: /to go on, add --model (\S+)/)?.1, "\(errors)")
        let outcome = try await Command(
          BuiltProduct.path("sample-client"),
          arguments + ["--model", "\(id)", clips.path, question.path]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.contains("READY_TO_USE"), "\(outcome.text)")
        #expect(!outcome.text.contains("create_model"))
      }
    }
  }

  /// Sends a signal when the program has uploaded its dataset, or is about to.
  ///
  /// - Returns: the errors that were printed.
  private static func interrupt(_ command: Command, _ signal: Int32) async throws -> String {
    let process = command.process()
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    var text = ""
    while !text.contains("create_model") {
      let data = output.fileHandleForReading.availableData
      try #require(!data.isEmpty, "the program ended: \(text)")
      text += String(decoding: data, as: UTF8.self)
    }
    kill(process.processIdentifier, signal)
    let written = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    return String(decoding: written, as: UTF8.self)
  }

  private static func model(
    in status: Training_Status, on dataset: URL,
    _ consumer: Consumer<SampleClientCommand.Transport>
  ) async throws -> String {
    let id = try await consumer.createModel("interrupted")
    if status == .created { return id }
    _ = try await consumer.paidUpload(dataset, for: id)
    if status == .validating { return id }
    #expect(try await consumer.settledStatus(of: id) == .validated)
    if status == .validated { return id }
    _ = try await consumer.paidTraining(of: id)
    if status == .readyToUse { #expect(try await consumer.settledStatus(of: id) == .readyToUse) }
    return id
  }
}
