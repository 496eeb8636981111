import NIOCore
import NIOPosix
import Testing

@testable import TrainingProvider

@Suite struct EventLoopExecutorTests {
  private let loop = MultiThreadedEventLoopGroup.singleton.any()

  @Test func tasksAndTheirChildrenRunOnTheLoop() async {
    await Task(executorPreference: EventLoopExecutor(loop)) { [loop] in
      loop.preconditionInEventLoop()
      await withDiscardingTaskGroup { group in
        for _ in 0..<100 {
          group.addTask {
            loop.preconditionInEventLoop()
            await Task.yield()
            loop.preconditionInEventLoop()
          }
        }
      }
    }.value
  }

  /// What blocks runs on other threads, and the call goes on where it began.
  @Test func workOfAPoolDoesNotRunOnTheLoop() async throws {
    let pool = WorkPool("test", threads: 1, maxWaiting: 0)
    try await Task(executorPreference: EventLoopExecutor(loop)) { [loop] in
      try await pool.run { loop.preconditionNotInEventLoop() }
      loop.preconditionInEventLoop()
    }.value
  }

  @Test func noTaskIsForgotten() async {
    let executor = EventLoopExecutor(loop)
    let ended = Shared(0)
    await withDiscardingTaskGroup { group in
      for _ in 0..<2_000 {
        group.addTask(executorPreference: globalConcurrentExecutor) {
          await Task(executorPreference: executor) { ended.change { $0 += 1 } }.value
        }
      }
    }
    #expect(ended.value == 2_000)
  }

  /// A task that never waits must not keep the loop from its connections.
  @Test func theLoopDoesOtherWorkBetweenTasks() async throws {
    let isOver = Shared(false)
    let executor = EventLoopExecutor(loop)
    let busy = Task(executorPreference: executor) {
      while !isOver.value { await Task.yield() }
    }
    try await loop.submit {}.get()
    isOver.change { $0 = true }
    await busy.value
  }
}
