import Foundation
import Synchronization
import TrainingProtos

/// Callers that make the server compute continuously.
struct ComputingLoad {
  /// A model that answers stt slowly.
  let readyModel: String

  private let daemon: Daemon
  private let callers: Int
  private let trained: [String]
  private let inspected: [String]
  private let archive: Data
  private let transcripts = Latencies()
  private let trainings = Latencies()
  private let inspections = Latencies()

  /// Creates the models for the load.
  ///
  /// - Parameter callers: how many callers call stt at once.
  init(_ daemon: Daemon, callers: Int) async throws {
    self.daemon = daemon
    self.callers = callers
    // Comparing 3 clips of 1 MiB takes about a second.
    readyModel = try await daemon.readyModel(on: Self.clips(3).archive())
    var trained: [String] = []
    for _ in 0..<3 { trained.append(try await daemon.validatedModel(on: Self.clips(4).archive())) }
    self.trained = trained
    var inspected: [String] = []
    for _ in 0..<3 { inspected.append(try await daemon.create("inspected")) }
    self.inspected = inspected
    archive = try Self.slowArchive()
  }

  /// Whether the server did at least one piece of each kind of work.
  var isReal: Bool {
    [transcripts, trainings, inspections].allSatisfy { $0.answered > 0 }
  }

  /// Keeps the load on the server while `body` runs, and afterwards until ``isReal`` is true.
  ///
  /// - Parameter patience: how long to wait for ``isReal`` after `body`.
  func run(patience: Duration, _ body: () async throws -> Void) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      for caller in 0..<callers {
        let speech = Clip(dataset: 1_000_000 + caller, index: 0, byteCount: 1 << 20).speech
        group.addTask {
          await repeatedly(transcripts) {
            _ = try await daemon.transcript(of: speech, by: readyModel)
          }
        }
      }
      for id in trained {
        group.addTask {
          await repeatedly(trainings) {
            try await daemon.payAndTrain(id)
            try await daemon.expect(.readyToUse, of: id, within: .seconds(600))
          }
        }
      }
      for id in inspected {
        group.addTask {
          await repeatedly(inspections) {
            try await daemon.payAndUpload(Upload(archive, .tarGzip), to: id)
            try await daemon.expect(.errored, of: id, within: .seconds(600))
          }
        }
      }
      defer { group.cancelAll() }
      try await body()
      let end = ContinuousClock.now + patience
      while !isReal, ContinuousClock.now < end {
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// A description of the work that was done.
  var summary: String {
    "\(callers) callers of stt: \(transcripts.summary); trainings: \(trainings.summary); "
      + "inspections of \(archive.count >> 20) MiB: \(inspections.summary)"
  }

  private func repeatedly(_ latencies: Latencies, _ work: () async throws -> Void) async {
    while !Task.isCancelled {
      let failed = latencies.failed
      await latencies.measure(work)
      if latencies.failed > failed { try? await Task.sleep(for: .milliseconds(200)) }
    }
  }

  private static func clips(_ count: Int) -> Dataset {
    Dataset(number: 500_000 + count, clipCount: count, clipBytes: 1 << 20)
  }

  /// An archive of almost the largest size that the method accepts, with twice as many bytes when
  /// it is decompressed. Its clips are too large for the trainer, which has to read the whole
  /// archive to see this.
  private static func slowArchive() throws -> Data {
    let noise = Clip(dataset: 600_000, index: 0, byteCount: 0).noise(1 << 19)
    let block = Data(Hexadecimal.digits(noise).utf8)
    let clip = (0..<10).reduce(into: Data(capacity: 10 << 20)) { clip, _ in clip += block }
    return try Archive.tarGzip.pack((0..<17).map { ("\($0).mp3", clip) })
  }
}
