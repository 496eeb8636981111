import Foundation

/// The waiting suspects, with at most one for each model, in the order in which they start: those with
/// the most suspicions first, and among equals the one that started last before.
struct WaitingSuspects {
  /// The suspects in reverse order: the last one starts next.
  private var jobs: [Job] = []

  /// The suspects in the order in which they start.
  var inOrder: [Job] { jobs.reversed() }

  /// Adds a suspect. It replaces one of the same model, which is out of date.
  mutating func insert(_ suspect: Job) {
    remove(modelID: suspect.modelID)
    let place = jobs.firstIndex { !suspect.precedes($0) } ?? jobs.endIndex
    jobs.insert(suspect, at: place)
  }

  mutating func popFirst() -> Job? { jobs.popLast() }

  mutating func remove(modelID: String) {
    jobs.removeAll { $0.modelID == modelID }
  }
}

extension Job {
  /// Whether the job starts before another suspect: because it was running at more crashes or, if
  /// both were at the same number, because it started later or is the quicker kind of work.
  fileprivate func precedes(_ other: Job) -> Bool {
    guard suspicions == other.suspicions else { return suspicions > other.suspicions }
    guard lastStart == other.lastStart else {
      return lastStart ?? .distantPast > other.lastStart ?? .distantPast
    }
    return Kind.allCases.firstIndex(of: kind) ?? 0 < Kind.allCases.firstIndex(of: other.kind) ?? 0
  }
}
