internal import Synchronization

/// A thread and its helpers, which share the items of lists.
///
/// The helpers are started for the first list with several items, and wait for others until the crew is
/// gone: a compilation has a dozen lists, and small ones take less time than starting a thread.
final class Crew: Sendable {
  private let helperCount: Int
  private let helpers = Mutex<[Helper]?>(nil)

  init(helpers count: Int) { helperCount = count }

  deinit {
    for helper in helpers.withLock({ $0 }) ?? [] { helper.stop() }
  }

  /// Calls a function for each index below `count`, and returns the results in order.
  func map<Result: Sendable>(
    _ count: Int, _ transform: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    let work = Work(count: count, transform)
    let helpers = count == 1 ? [] : started().prefix(count - 1)
    for helper in helpers { helper.begin(work) }
    work.run()
    for helper in helpers { helper.wait() }
    return work.results
  }

  private func started() -> [Helper] {
    helpers.withLock { helpers in
      if let helpers { return helpers }
      let new = (0..<helperCount).compactMap { _ in Helper.start() }
      helpers = new
      return new
    }
  }
}

private final class Work<Result: Sendable>: AnyWork, @unchecked Sendable {
  private let count: Int
  private let transform: @Sendable (Int) -> Result
  private let next = Atomic<Int>(0)
  /// Each thread stores results at indices that no other thread has.
  private let storage: UnsafeMutablePointer<Result?>

  init(count: Int, _ transform: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.transform = transform
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil, count: count)
  }

  deinit {
    storage.deinitialize(count: count)
    storage.deallocate()
  }

  override func run() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      storage[index] = transform(index)
    }
  }

  var results: [Result] { UnsafeBufferPointer(start: storage, count: count).compactMap { $0 } }
}
