import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

/// Text from clients can't inject lines into the log, and the log is correct.
@Suite struct LogTests {
  @Test func identifiersBreakNoLines() async throws {
    let log = TestLog()
    try await ProviderUnderTest.run(log: log) { test in
      let forged = "x\n2026-01-01 info model deleted model_id=secret\u{1B}[2K\u{2028}y"
      for call: (String) async throws -> Any in [
        { try await test.status($0) }, { try await test.delete($0) },
        { try await test.trainAtOnce($0) }, { try await test.validateAtOnce($0) },
        { try await test.validateAtOnce("m", link: $0) },
        { try await test.create(method: $0) }, { try await test.create(addresses: [$0]) },
        { try await test.send(Batches.python($0, ZipArchive.dataset())) },
      ] { _ = try? await call(forged) }
      let id = try await test.create()
      _ = try? await test.send(
        Batches.python(id, ZipArchive.dataset(), name: forged + "/"), to: id)
      try await test.reaches(id, .validated)
      try await test.upload(id, ZipArchive.make([(forged, .init("x".utf8))]))
      try await test.reaches(id, .errored)
    }
    let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{1B}", "\u{2028}", "\u{85}"]
    for line in log.lines { #expect(!line.unicodeScalars.contains { breaks.contains($0) }) }
    #expect(log.lines.contains { $0.contains("x\\n2026") })
  }

  /// Each change of a model is a line, with the model's identifier.
  @Test func everyChangeIsALine() async throws {
    let log = TestLog()
    try await ProviderUnderTest.run(log: log) { test in
      let id = try await test.readyModel()
      func changes() -> [String] {
        log.lines.filter { $0.contains("model_id=\(id)") }.map { line in
          line.components(separatedBy: " ").prefix { !$0.contains("=") }.joined(separator: " ")
        }
      }
      let expected = [
        "model created", "upload begins", "upload ends", "job begins", "job ends",
        "work is accepted", "job begins", "job ends",
      ]
      try await eventually("job doesn't end") { changes().count == expected.count }
      _ = try await test.delete(id)
      #expect(changes() == expected + ["model deleted"])
    }
  }

  @Test func deletedModelsAreNotSaidToBeResumed() async throws {
    let log = TestLog()
    let trainer = StubTrainer(trainingGate: Gate())
    try await ProviderUnderTest.run(trainer: trainer, log: log) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      _ = try await test.delete(id)
      try await eventually("job does not end") {
        log.lines.contains { $0.contains("given up") }
      }
    }
    #expect(!log.lines.contains { $0.contains("resumes") })
  }

  @Test func servicesOwnModelIsReady() async throws {
    let methods = [TestMethods.withDefaultModel]
    try await ProviderUnderTest.run(methods: methods) { test in
      #expect(try await test.status("default") == .readyToUse)
      _ = try await expect(.notFound, "MODEL_NOT_FOUND") { try await test.delete("default") }
    }
  }
}
