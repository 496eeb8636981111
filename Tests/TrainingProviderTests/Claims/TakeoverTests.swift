import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Two providers that run all the time. Each looks for the work of the other.
@Suite struct TakeoverTests {
  private struct Shared: Sendable {
    let root: URL
    let registry: SQLiteModelRegistry
    let claims = LocalJobClaims(term: .milliseconds(600))
    let blobs: SharedFolderStore

    func run<T: Sendable>(
      _ name: String, _ trainer: StubTrainer, _ claims: FaultyClaims? = nil,
      _ body: (ProviderUnderTest) async throws -> T
    ) async throws -> T {
      try await ProviderUnderTest.run(
        in: root.appendingPathComponent(name), trainer: trainer, registry: registry,
        claims: claims ?? newClaims(), blobs: blobs, body)
    }

    func newClaims() -> FaultyClaims {
      FaultyClaims(claims, takeoverInterval: .milliseconds(100))
    }
  }

  @Test func aTrainingGoesOnElsewhere() async throws {
    try await withShared { shared in
      let (stuck, trainer) = (StubTrainer(trainingGate: Gate()), StubTrainer())
      let claims = shared.newClaims()
      try await shared.run("first", stuck, claims) { first in
        try await shared.run("second", trainer) { second in
          let id = try await first.create()
          try await first.uploaded(id)
          // The second provider could begin the training before the first one does.
          trainer.trainingGate.close()
          _ = try await first.train(id)
          try await eventually("training does not begin") {
            stuck.trainingsBegun + trainer.trainingsBegun == 1
          }
          claims.isCutOff.open()
          trainer.trainingGate.open()
          try await second.reaches(id, .readyToUse)
          let history = try await shared.registry.history(ofModelWithID: id)
          #expect(history.map(\.reason).count { $0 == "the training ended" } == 1)
          claims.isCutOff.close()
          try await eventually("the job stays") { await first.provider.unfinishedJobs().isEmpty }
          #expect(try await first.status(id) == .readyToUse)
        }
      }
    }
  }

  /// Each job is done once, whoever accepted it.
  @Test func providersShareTheirWork() async throws {
    try await withShared { shared in
      let trainers = [StubTrainer(), StubTrainer()]
      try await shared.run("first", trainers[0]) { first in
        try await shared.run("second", trainers[1]) { second in
          var ids: [String] = []
          for number in 0..<12 {
            let provider = number % 2 == 0 ? first : second
            let id = try await provider.create(method: "tts")
            try await provider.uploaded(id)
            ids.append(id)
            _ = try await provider.train(id)
          }
          for id in ids { try await second.reaches(id, .readyToUse) }
          for id in ids {
            let history = try await shared.registry.history(ofModelWithID: id)
            #expect(history.count == 5)
          }
          #expect(trainers.reduce(0) { $0 + $1.trainingsBegun } == 12)
        }
      }
    }
  }

  /// An upload to another provider is left alone, however slow it is.
  @Test func uploadsToOthersAreLeftAlone() async throws {
    try await withShared { shared in
      try await shared.run("first", StubTrainer()) { first in
        let id = try await first.create()
        try await first.validationPrice(id)
        let gate = Gate()
        let upload = Task {
          try await first.send(Batches.python(id, ZipArchive.dataset()), heldBy: gate)
        }
        try await first.reaches(id, .validating)
        try await shared.run("second", StubTrainer()) { second in
          try await Task.sleep(for: .milliseconds(900))
          #expect(try await second.status(id) == .validating)
          gate.open()
          _ = try await upload.value
          try await second.reaches(id, .validated)
        }
      }
    }
  }

  /// Nobody can finish an upload whose provider is gone.
  @Test func uploadsToProvidersThatAreGoneFail() async throws {
    try await withShared { shared in
      try await shared.run("second", StubTrainer()) { second in
        let id = try await second.create()
        try await shared.registry.update(id) { try $0.beginUpload() }
        try await second.reaches(id, .errored)
        #expect(
          try await second.stored(id).failureReason
            == "the upload was interrupted: upload the file again")
      }
    }
  }

  /// The claim to an upload ends with it, whether it succeeds or fails.
  @Test func uploadsReleaseTheirClaims() async throws {
    try await withShared { shared in
      let claims = shared.newClaims()
      try await shared.run("first", StubTrainer(), claims) { first in
        for data in [ZipArchive.dataset(), Data("no archive".utf8)] {
          let id = try await first.create(method: "tts")
          _ = try? await first.upload(id, data)
          let revision = try await first.stored(id).revision
          try await eventually("the claim stays") {
            guard
              let claim = shared.claims.claim(
                JobReference(modelID: id, revision: min(revision, 1)), after: 0)
            else { return false }
            shared.claims.release(claim)
            return true
          }
        }
        #expect(claims.claimed.value >= 3)
      }
    }
  }

  /// A job that waits for the claim of a provider that is gone isn't known as a suspect yet.
  @Test func lostRunsMakeSuspects() async throws {
    try await withShared { shared in
      try await shared.registry.insert(
        StoredModel(
          id: "m", status: .training, revision: 3, serviceName: "ExampleService",
          methodName: "stt", dataset: StoredDataset(file: "m/d", name: "d.zip", byteCount: 1),
          hasRunningJob: true, suspicions: 1), limit: nil)
      let file = shared.root.appendingPathComponent("store/datasets/m/d")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: file)
      // The claim of the provider that is gone.
      let job = JobReference(modelID: "m", revision: 3)
      #expect(shared.claims.claim(job, after: 0) != nil)
      let trainer = StubTrainer(trainingGate: Gate())
      try await shared.run("second", trainer) { second in
        try await eventually("the training doesn't begin") { trainer.trainingsBegun == 1 }
        // The lost run counts as a suspicion, and so does the start as a suspect.
        let model = try await second.stored("m")
        #expect((model.attempts, model.suspicions, model.hasRunningJob) == (0, 3, true))
        trainer.trainingGate.open()
        try await second.reaches("m", .readyToUse)
      }
      #expect(trainer.trainingsBegun == 1)
    }
  }

  /// A beginning that was stored although its answer got lost is recognised, also if it only says that the
  /// job has become a suspect. Otherwise the job would run before its turn, without a further suspicion.
  @Test func beginningsAreRecognisedByTheirClaims() async throws {
    try await withShared { shared in
      let folder = shared.root.appendingPathComponent("faulty")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let registry = try FaultyRegistry(in: folder)
      try await registry.insert(
        StoredModel(
          id: "m", status: .training, revision: 3, serviceName: "ExampleService",
          methodName: "stt", dataset: StoredDataset(file: "m/d", name: "d.zip", byteCount: 1),
          hasRunningJob: true, suspicions: 1), limit: nil)
      let file = shared.root.appendingPathComponent("store/datasets/m/d")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: file)
      // The claim of the provider that is gone.
      #expect(shared.claims.claim(JobReference(modelID: "m", revision: 3), after: 0) != nil)
      let trainer = StubTrainer(trainingGate: Gate())
      try await ProviderUnderTest.run(
        in: shared.root.appendingPathComponent("second"), trainer: trainer, registry: registry,
        claims: shared.newClaims(), blobs: shared.blobs
      ) { second in
        registry.losesAnswers.open()
        try await eventually("the lost run isn't counted") {
          try await second.stored("m").suspicions == 2
        }
        registry.losesAnswers.close()
        try await eventually("the training doesn't begin") { trainer.trainingsBegun == 1 }
        #expect(try await second.stored("m").suspicions == 3)
        trainer.trainingGate.open()
        try await second.reaches("m", .readyToUse)
      }
    }
  }

  /// Work that ends every provider that does it is given up.
  @Test func lostRunsAreCounted() throws {
    var model = StoredModel(
      id: "m", status: .training, serviceName: "S", methodName: "m",
      dataset: StoredDataset(file: "m/d", name: "d", byteCount: 1))
    try model.countLostRun(atMost: 3)
    #expect((model.attempts, model.suspicions) == (0, 0))
    model.hasRunningJob = true
    for expected in [(0, 1), (0, 2), (1, 2), (2, 2)] {
      try model.countLostRun(atMost: 3)
      #expect((model.attempts, model.suspicions) == expected)
    }
    let error = #expect(throws: ProviderError.self) { try model.countLostRun(atMost: 3) }
    #expect(error?.code == .workLost)
  }

  private func withShared(_ body: (Shared) async throws -> Void) async throws {
    try await withTemporaryDirectory { root in
      try await body(
        Shared(
          root: root,
          registry: SQLiteModelRegistry(file: root.appendingPathComponent("models.sqlite")),
          blobs: SharedFolderStore(root: root.appendingPathComponent("store"))))
    }
  }
}
