import Dispatch

/// Runs an actor on a thread that may block, so that file work never holds a thread of Swift's
/// cooperative pool, of which there is one per core.
final class BlockingExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "training.provider.files")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
