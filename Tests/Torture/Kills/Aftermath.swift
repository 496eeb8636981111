import TrainingProtos

/// The quiet time after the last kill, in which everything has to come to its end.
struct Aftermath {
  let witness: Witness
  let shelves: [Shelf]
  let files: DataFiles

  /// The files that the kills left, by their names.
  let leftByKills: Set<String>

  /// How much longer than usual things may take.
  let patience: Double

  /// Waits until nothing is at work, asks for every status, and asks every ready model.
  func run() async {
    await settle()
    await askAll()
    witness.ledger.judgeEnds()
    for shelf in shelves {
      for id in shelf.ids where witness.ledger.models[id] == .readyToUse {
        for clip in shelf.datasets(of: id).flatMap(\.clips) {
          await witness.make(.inference(clip), of: id)
        }
      }
    }
  }

  /// What lies about, after some time for cleaning up.
  func orphans() async throws -> [String] {
    var orphans: [String] = []
    for _ in 0..<10 {
      orphans =
        files.orphans(living: witness.ledger.living)
        + files.trash.subtracting(leftByKills).sorted().map { "trash/\($0), but no kill left it" }
      if orphans.isEmpty { break }
      try await Task.sleep(for: .seconds(patience))
    }
    return orphans
  }

  private func settle() async {
    let end = ContinuousClock.now + .seconds(120 * patience)
    while ContinuousClock.now < end {
      let busy = witness.ledger.models.filter { [.validating, .training].contains($0.value) }
      if busy.isEmpty { return }
      for id in busy.keys { await witness.make(.status, of: id) }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  private func askAll() async {
    for id in witness.ledger.models.keys { await witness.make(.status, of: id) }
  }
}
