import Foundation
import Testing

@testable import TrainingProvider

@Suite struct TrainingRunTests {
  private let stages = Shared<[String]>([])

  @Test func lastReportCounts() {
    let run = run()
    #expect(run.progress == nil)
    run.report(stage: "reading")
    #expect(run.progress?.fraction == nil)
    run.report(0.25, stage: "fitting", message: "epoch 1")
    run.report(0.5)
    #expect(run.progress?.fraction == 0.5)
    #expect(run.progress?.stage == "fitting")
    #expect(run.progress?.message == "")
    #expect(stages.value == ["reading", "fitting"])
  }

  /// Numbers that make no sense do no harm.
  @Test(
    arguments: [
      (.nan, 0.5), (.infinity, 0.5), (-.infinity, 0.5), (-1, 0.5), (0.25, 0.5), (7, 1),
      (Double.greatestFiniteMagnitude, 1),
    ] as [(Double, Double)])
  func fractionsAreSane(_ reported: Double, _ expected: Double) {
    let run = run()
    run.report(reported)
    #expect(run.progress?.fraction.map { (0...1).contains($0) } ?? true)
    let other = self.run()
    other.report(0.5)
    other.report(reported)
    #expect(other.progress?.fraction == expected)
  }

  @Test func textsAreShortAndOnOneLine() throws {
    let run = run()
    let long = String(repeating: "é\n", count: 100_000)
    run.report(stage: long, message: long)
    let progress = try #require(run.progress)
    #expect(progress.stage.utf8.count <= 64)
    #expect(progress.message.utf8.count <= 512)
    #expect(!(progress.stage + progress.message).contains("\n"))
    #expect(stages.value.allSatisfy { $0.utf8.count <= 64 })
  }

  /// Reports may come from any thread, and each new stage is told once.
  @Test func threadsReportTogether() async {
    let run = run()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for step in 0...1000 { run.report(Double(step) / 1000, stage: "fitting") }
        }
      }
    }
    #expect(run.progress?.fraction == 1)
    #expect(stages.value == ["fitting"])
  }

  /// Threads that a trainer left behind learn that the training is over, and report nothing more.
  @Test func reportsAfterTheEndAreIgnored() {
    let run = run()
    run.report(0.5, stage: "fitting")
    #expect(throws: Never.self) { try run.checkCancellation() }
    run.cancel()
    run.report(1, stage: "late")
    #expect(run.isCancelled)
    #expect(throws: CancellationError.self) { try run.checkCancellation() }
    #expect(run.progress?.fraction == 0.5)
    #expect(stages.value == ["fitting"])
  }

  private func run() -> TrainingRun {
    let folder = URL(filePath: "/nowhere")
    return TrainingRun(artefacts: folder, checkpoints: folder) { [stages] stage in
      stages.change { $0.append(stage) }
    }
  }
}
