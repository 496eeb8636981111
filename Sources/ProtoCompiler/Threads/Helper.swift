#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A thread that waits for work. One other thread gives it.
final class Helper: @unchecked Sendable {
  // Everything below is only used while the mutex is locked.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// Work that nobody has begun.
  private var work: AnyWork?
  private var isWorking = false
  private var isStopped = false
  private var thread: pthread_t?

  private init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Starts a thread; `nil` if none can be made.
  static func start() -> Helper? {
    let helper = Helper()
    helper.thread = BigThread.start(Loop(helper))
    return helper.thread == nil ? nil : helper
  }

  /// Gives work to the thread.
  func begin(_ work: AnyWork) { change { self.work = work } }

  /// Waits until the work is done. Takes it back if it wasn't begun.
  func wait() {
    pthread_mutex_lock(mutex)
    work = nil
    while isWorking { pthread_cond_wait(changed, mutex) }
    pthread_mutex_unlock(mutex)
  }

  /// Ends the thread.
  func stop() {
    change { isStopped = true }
    if let thread { BigThread.join(thread) }
  }

  private func change(_ change: () -> Void) {
    pthread_mutex_lock(mutex)
    change()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  fileprivate func loop() {
    while let work = next() {
      work.run()
      change { isWorking = false }
    }
  }

  private func next() -> AnyWork? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while work == nil && !isStopped { pthread_cond_wait(changed, mutex) }
    let next = work
    work = nil
    isWorking = next != nil
    return next
  }
}

private final class Loop: AnyWork, @unchecked Sendable {
  private let helper: Helper

  init(_ helper: Helper) { self.helper = helper }

  override func run() { helper.loop() }
}
