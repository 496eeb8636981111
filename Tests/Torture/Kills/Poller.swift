/// Asks for the status of a consumer's models while he does other things, as the daemon does, and
/// now and then what is said in a clip, as other consumers do.
struct Poller {
  let witness: Witness
  let shelf: Shelf
  let isOver: Latch
  var random: Random

  /// Makes calls until it is over.
  mutating func run() async {
    while !isOver.isSet {
      try? await Task.sleep(for: random.duration(.milliseconds(10) ... .milliseconds(80)))
      guard let id = shelf.ids.randomElement(using: &random) else { continue }
      if random.chance(20), let clip = shelf.datasets(of: id).last?.clips.last {
        await witness.make(.inference(clip), of: id)
      } else {
        await witness.make(.status, of: id)
      }
    }
  }
}
