import Synchronization

/// Uploads on which nothing is ever sent, each on a connection of its own as the daemon opens them,
/// and each opened again as soon as the server has ended it.
final class SilentUploads: Sendable {
  private let port: Int
  private let calls = Mutex<[Int: RawCall]>([:])
  private let ends = Numbers()
  private let isOver = Latch()

  /// - Parameter port: where training.Model listens.
  init(on port: Int) {
    self.port = port
  }

  /// How many are open.
  var count: Int { calls.withLock { $0.values.count(where: \.isUnanswered) } }

  /// How many the server has ended.
  var ended: Int { ends.count }

  /// Keeps so many open until ``end()``.
  func run(_ number: Int) async {
    await withDiscardingTaskGroup { group in
      for index in 0..<number {
        group.addTask { await self.keepOpen(index) }
      }
    }
  }

  /// Waits until so many are open.
  func wait(for number: Int, atMost time: Duration) async {
    let end = ContinuousClock.now + time
    while count < number, ContinuousClock.now < end {
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Opens no more.
  func end() {
    isOver.set()
  }

  private func keepOpen(_ index: Int) async {
    while !isOver.isSet {
      let call = try? await RawCall.begin(
        "upload_and_validate", on: port, nil, isComplete: false)
      calls.withLock { $0[index] = call }
      repeat {
        try? await Task.sleep(for: .milliseconds(500))
      } while call?.isUnanswered == true && !isOver.isSet
      if call?.isUnanswered == false { _ = ends.next() }
      call?.close()
    }
  }
}
