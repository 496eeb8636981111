import TrainingProtos

/// The final checks, after the last kill, when all work has to end.
struct FinalChecks {
  let recorder: CallRecorder
  let ownedModels: [OwnedModels]
  let files: DataFiles

  /// The names of the files that existed after the last kill.
  let leftByKills: Set<String>

  /// A factor for all time limits.
  let patience: Double

  /// Waits until all work has ended, asks for every status, and calls stt with every ready model.
  func run() async {
    await settle()
    await askAll()
    recorder.ledger.judgeEnds()
    for models in ownedModels {
      for id in models.ids where recorder.ledger.models[id] == .readyToUse {
        for clip in models.datasets(of: id).flatMap(\.clips) {
          await recorder.make(.inference(clip), of: id)
        }
      }
    }
  }

  /// Returns the files that belong to no model, after some time for cleaning up.
  func orphans() async throws -> [String] {
    var orphans: [String] = []
    for _ in 0..<10 {
      orphans =
        files.orphans(living: recorder.ledger.living)
        + files.trash.subtracting(leftByKills).sorted().map {
          "trash/\($0), which was created "
            + "after the last kill"
        }
      if orphans.isEmpty { break }
      try await Task.sleep(for: .seconds(patience))
    }
    return orphans
  }

  private func settle() async {
    let end = ContinuousClock.now + .seconds(120 * patience)
    while ContinuousClock.now < end {
      let busy = recorder.ledger.models.filter { [.validating, .training].contains($0.value) }
      if busy.isEmpty { return }
      for id in busy.keys { await recorder.make(.status, of: id) }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  private func askAll() async {
    for id in recorder.ledger.models.keys { await recorder.make(.status, of: id) }
  }
}
