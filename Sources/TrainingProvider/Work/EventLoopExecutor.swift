import NIOCore
import Synchronization

/// Runs tasks on the thread of an event loop.
///
/// A call whose task runs there doesn't change threads between its connection and its handler.
final class EventLoopExecutor: TaskExecutor {
  private let loop: any EventLoop
  private let waiting = Mutex<[UnownedJob]>([])

  init(_ loop: any EventLoop) {
    self.loop = loop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isFirst = waiting.withLock { waiting in
      waiting.append(job)
      return waiting.count == 1
    }
    if isFirst { loop.execute { self.runWaiting() } }
  }

  /// Runs the jobs that wait, but none that are added meanwhile, so that the loop can do other work
  /// in between.
  private func runWaiting() {
    let jobs = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
