import Dispatch
import Foundation
import NIOPosix

/// Runs tasks on a fixed number of threads.
final class WorkExecutor: TaskExecutor {
  private let pool: NIOThreadPool
  private let niceness: CInt

  init(threads: Int, priority: WorkPool.Priority) {
    pool = NIOThreadPool(numberOfThreads: threads)
    pool.start()
    niceness = priority == .computing ? 10 : 0
  }

  deinit {
    // Running work is completed first. The pool keeps itself alive until then.
    pool.shutdownGracefully(queue: .global()) { _ in }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pool.submit { _ in
      self.yieldToServing()
      job.runSynchronously(on: self.asUnownedTaskExecutor())
    }
  }

  /// Lowers the calling thread's priority. Only Linux does this: its niceness applies to a thread,
  /// that of other systems to the whole process.
  private func yieldToServing() {
    #if os(Linux)
      guard niceness > 0 else { return }
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    #endif
  }
}
