import TestSupport

/// Polls the status of a consumer's models, as the daemon does, and sometimes calls stt, as other
/// consumers do.
struct Poller {
  let recorder: CallRecorder
  let models: OwnedModels
  let isOver: Latch
  var random: SeededRandom

  /// Makes calls until the scenario is over.
  mutating func run() async {
    while !isOver.isSet {
      try? await Task.sleep(for: random.duration(.milliseconds(10) ... .milliseconds(80)))
      guard let id = models.ids.randomElement(using: &random) else { continue }
      if random.chance(20), let clip = models.datasets(of: id).last?.clips.last {
        await recorder.make(.inference(clip), of: id)
      } else {
        await recorder.make(.status, of: id)
      }
    }
  }
}
