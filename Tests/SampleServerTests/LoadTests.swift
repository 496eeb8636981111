import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// The server while all workers are computing.
@Suite struct LoadTests {
  /// Calls beyond the limit are refused with a message, and calls of training.Model are still
  /// answered.
  @Test func statusIsAnsweredWhileEveryWorkerComputes() async throws {
    try await withTemporaryDirectory { directory in
      let clips = try HeavyClips(5, in: directory)
      let waiting = ServerLoad.workers + 2
      let options = ["--default-clips", clips.archive.path, "--max-waiting-calls", "\(waiting)"]
      try await RunningServer.run(in: directory, options) { server in
        try await server.withConsumer { consumer in
          let load = try await ServerLoad(on: consumer, of: clips, waiting: waiting, surplus: 4)
          let id = try await consumer.createModel("model")
          let times = try await Self.times(of: 200) {
            let status = try await consumer.status(of: id)
            #expect(status == .created)
          }
          print("status calls under load: median \(times[100]), slowest \(times[199])")
          #expect(times[199] < .seconds(5))
          await load.cancel()
        }
      }
    }
  }

  /// A later call is answered at once, but none of the earlier ones was, which shows that the
  /// earlier work was cancelled.
  @Test func callsWhoseClientHasGoneAreGivenUp() async throws {
    try await withTemporaryDirectory { directory in
      let clips = try HeavyClips(5, in: directory)
      let options = ["--default-clips", clips.archive.path, "--max-waiting-calls", "6"]
      try await RunningServer.run(in: directory, options) { server in
        try await server.withConsumer { consumer in
          let load = try await ServerLoad(on: consumer, of: clips, waiting: 6, surplus: 1)
          await load.cancel()
          let question = try HeavyClips.clip(seconds: 0.2)
          // Cancelled calls keep their places for a moment.
          let text = try await Self.patiently { try await consumer.transcript(of: question) }
          #expect(text == "")
          #expect(try server.logLines(with: "transcribed").count == 1)
        }
      }
    }
  }

  /// A server that shuts down answers the calls that it has accepted.
  @Test func openCallsAreAnsweredWhenTheServerEnds() async throws {
    try await withTemporaryDirectory { directory in
      let clips = try HeavyClips(3, in: directory)
      let options = ["--default-clips", clips.archive.path, "--max-waiting-calls", "0"]
      try await RunningServer.run(in: directory, options) { server in
        try await server.withConsumer { consumer in
          let load = try await ServerLoad(on: consumer, of: clips, waiting: 0, surplus: 1)
          let status = try await server.stop()
          #expect(status == 0)
          for call in load.calls {
            let text = try await call.value
            #expect(text == clips.transcript)
          }
        }
      }
    }
  }

  /// The durations of calls, sorted.
  private static func times(
    of count: Int, _ call: () async throws -> Void
  ) async throws -> [Duration] {
    var times: [Duration] = []
    for _ in 0..<count { times.append(try await ContinuousClock().measure { try await call() }) }
    return times.sorted()
  }

  private static func patiently<T>(_ call: () async throws -> T) async throws -> T {
    for _ in 0..<300 {
      if let result = try? await call() { return result }
      try await Task.sleep(for: .milliseconds(100))
    }
    return try await call()
  }
}
