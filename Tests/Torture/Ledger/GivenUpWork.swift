/// Work that was given up because the server died under it.
struct GivenUpWork: Hashable, Sendable {
  /// The model that it was for.
  let id: String

  /// The server's lives in which it can have been in hand. All of them ended in a death.
  let lives: ClosedRange<Int>

  /// Tells what was given up without enough deaths of its own.
  ///
  /// A death counts for one piece of work at most. So each piece needs so many deaths that no other
  /// one needs; the piece whose last life is next takes a death first, which works out if anything
  /// does.
  ///
  /// - Parameter deaths: how many deaths each piece takes.
  static func premature(_ all: [GivenUpWork], deaths: Int) -> [GivenUpWork] {
    var open = all.sorted { $0.lives.upperBound < $1.lives.upperBound }
      .map { (work: $0, missing: deaths) }
    for life in Set(all.flatMap(\.lives)).sorted() {
      let next = open.firstIndex { $0.missing > 0 && $0.work.lives.contains(life) }
      if let next { open[next].missing -= 1 }
    }
    return open.filter { $0.missing > 0 }.map(\.work)
  }
}
