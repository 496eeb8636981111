import Synchronization

/// Uploads that never send anything. Each has its own connection, as with the daemon, and is opened
/// again as soon as the server has ended it.
final class SilentUploads: Sendable {
  private let port: Int
  private let calls = Mutex<[Int: RawCall]>([:])
  private let ends = Counter()
  private let isOver = Latch()

  /// - Parameter port: the port of training.Model.
  init(on port: Int) {
    self.port = port
  }

  /// How many uploads are open.
  var count: Int { calls.withLock { $0.values.count(where: \.isUnanswered) } }

  /// How many uploads the server has ended.
  var ended: Int { ends.count }

  /// Keeps a number of uploads open until ``end()`` is called.
  func run(_ number: Int) async {
    await withDiscardingTaskGroup { group in
      for index in 0..<number {
        group.addTask { await self.keepOpen(index) }
      }
    }
  }

  /// Waits until a number of uploads are open.
  func wait(for number: Int, atMost time: Duration) async {
    let end = ContinuousClock.now + time
    while count < number, ContinuousClock.now < end {
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Stops opening uploads.
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
