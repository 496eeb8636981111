import Foundation
import Testing

@testable import TrainingProvider

/// The daemon's worker polls each pending model every 3 s, each time on a new connection that it
/// never closes.
@Suite struct LeakingDaemonTests {
  /// 300 pending models and 2,000 abandoned connections, with a limit of 512.
  @Test func nobodyIsRefused() async throws {
    raiseDescriptorLimit()
    try await ServerUnderTest.run(TransportLimits(maxConnections: 512)) { test in
      let port = test.port
      async let abandoned = onThread {
        try (0..<2000).map { _ in
          usleep(1000)
          return try RawConnection(port: port)
        }
      }
      async let polls = onThreads(3) {
        // A hundred models, each of which is polled four times.
        try (0..<100 * 4).map { _ in try CallOfItsOwn(port: port) }
      }
      async let newcomers = onThreads(4) {
        try (0..<250).map { _ in try CallOfItsOwn(port: port).hasSuccess }
      }
      let answered = try await newcomers
      #expect(answered.count == 1000)
      #expect(answered.filter { !$0 }.count == 0)
      let polled = try await polls
      #expect(polled.count == 1200)
      #expect(polled.filter { !$0.hasSuccess }.count == 0)
      #expect(try await abandoned.count == 2000)
      #expect(test.connections.count <= 512)
    }
  }

  private func raiseDescriptorLimit() {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 8192))
    setrlimit(resource, &limit)
  }
}

/// A call on its own connection, which stays open as long as the value exists.
private struct CallOfItsOwn: Sendable {
  let hasSuccess: Bool
  private let connection: RawConnection

  private static let request =
    RawFrame.preface + RawFrame.call(TestService.echo) + RawFrame.message()

  /// Makes a call, and blocks this thread until the answer arrives or the connection ends.
  init(port: Int) throws {
    connection = try RawConnection(port: port, saying: Self.request)
    let deadline = ContinuousClock.now + .seconds(20)
    while !connection.hasSuccess(), !connection.isClosed, .now < deadline {
      connection.wait(milliseconds: 100)
    }
    hasSuccess = connection.hasSuccess()
  }
}

/// Runs blocking work on a separate thread, because the server needs the cooperative pool.
private func onThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
  }
}

/// Runs the same work on several threads.
private func onThreads<T: Sendable>(
  _ count: Int, _ work: @escaping @Sendable () throws -> [T]
) async throws -> [T] {
  try await withThrowingTaskGroup(of: [T].self) { group in
    for _ in 0..<count { group.addTask { try await onThread(work) } }
    return try await group.reduce(into: []) { $0 += $1 }
  }
}
