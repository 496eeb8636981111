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

  init(count: Int) { self.count = max(1, count) }

  /// Calls a function on a thread with a large stack, and returns its result.
  func run<Result: Sendable>(_ body: @escaping @Sendable (Crew) -> Result) -> Result {
    let count = count
    let call = Call { body(Crew(helpers: count - 1)) }
    if let thread = BigThread.start(call) {
      BigThread.join(thread)
    } else {
      // Where no thread can be made, this one does the work.
      call.run()
    }
    return call.result()
  }

  /// Calls a function for each index below `count`, and returns the results in order.
  func map<Result: Sendable>(
    _ count: Int, _ transform: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    run { crew in crew.map(count, transform) }
  }
}

/// Something to do on another thread.
class AnyWork: @unchecked Sendable {
  func run() {}
}

private final class Call<Result: Sendable>: AnyWork, @unchecked Sendable {
  private let body: @Sendable () -> Result
  private var value: Result?

  init(_ body: @escaping @Sendable () -> Result) { self.body = body }

  override func run() { value = body() }

  /// The result, which is there once the thread has ended.
  func result() -> Result { value ?? body() }
}

/// Threads with large stacks.
enum BigThread {
  /// The size of each thread's stack. Messages and options that are nested as deeply as they may be
  /// need less.
  private static let stackSize = 64 << 20

  /// Starts a thread; `nil` if none can be made.
  static func start(_ work: AnyWork) -> pthread_t? {
    withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { buffer in
      guard let attributes = buffer.baseAddress, pthread_attr_init(attributes) == 0 else {
        return nil
      }
      defer { pthread_attr_destroy(attributes) }
      pthread_attr_setstacksize(attributes, stackSize)
      return start(work, attributes)
    }
  }

  /// Waits for the end of a thread.
  static func join(_ thread: pthread_t) { pthread_join(thread, nil) }

  private static func start(
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
