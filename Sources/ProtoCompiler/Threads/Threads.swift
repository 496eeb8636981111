internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Threads for work that computes or blocks, which must not run on Swift's cooperative pool.
struct Threads: Sendable {
  /// How many threads work at once.
  let count: Int

  /// The size of each thread's stack. Messages and options that are nested as deeply as they may be
  /// need less.
  private static let stackSize = 64 << 20

  init(count: Int) { self.count = max(1, count) }

  /// Calls a function for each index below `count`, and returns the results in order.
  func map<Result: Sendable>(
    _ count: Int, _ transform: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    let work = Work(count: count, transform)
    var threads: [pthread_t] = []
    for _ in 0..<min(self.count, count) {
      if let thread = start(work) { threads.append(thread) }
    }
    // Where no thread can be made, this one does the work.
    if threads.isEmpty { work.run() }
    for thread in threads { pthread_join(thread, nil) }
    return work.results
  }

  private func start(_ work: AnyWork) -> pthread_t? {
    withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { buffer in
      guard let attributes = buffer.baseAddress, pthread_attr_init(attributes) == 0 else {
        return nil
      }
      defer { pthread_attr_destroy(attributes) }
      pthread_attr_setstacksize(attributes, Self.stackSize)
      return start(work, attributes)
    }
  }

  private func start(
    _ work: AnyWork, _ attributes: UnsafePointer<pthread_attr_t>
  ) -> pthread_t? {
    let context = Unmanaged.passRetained(work)
    #if canImport(Glibc)
      var thread: pthread_t = 0
    #else
      var thread: pthread_t?
    #endif
    guard pthread_create(&thread, attributes, { runWork($0) }, context.toOpaque()) == 0 else {
      context.release()
      return nil
    }
    return thread
  }
}

#if canImport(Darwin)
  private func runWork(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<AnyWork>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }
#else
  private func runWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<AnyWork>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }
#endif

/// Work that several threads share.
private class AnyWork: @unchecked Sendable {
  func run() {}
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
