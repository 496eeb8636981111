/// A job that was given up because the server died during it.
struct GivenUpWork: Hashable, Sendable {
  /// The model's identifier.
  let id: String

  /// The server's lives in which the job may have been running. All of them ended with a kill.
  let lives: ClosedRange<Int>

  /// Returns the jobs that were given up after too few deaths.
  ///
  /// A death counts for at most one job, so the jobs must not share deaths. Each death is assigned
  /// to the job that ends first among those that were running, because this assignment succeeds if
  /// any does.
  ///
  /// - Parameter deaths: how many deaths each job needs.
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
