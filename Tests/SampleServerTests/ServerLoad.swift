import Foundation
import GRPCCore
import Testing

@testable import sample_client

/// Calls that keep all workers of the server busy.
struct ServerLoad {
  /// The calls that the server has accepted, running or waiting.
  let calls: [Task<String, any Error>]

  /// How many calls the server runs at once.
  static let workers = ProcessInfo.processInfo.activeProcessorCount

  /// Makes calls until the server has refused `surplus` of them. It has accepted all others by
  /// then.
  ///
  /// - Parameters:
  ///   - clips: the clips of the server's default model.
  ///   - waiting: how many calls may wait in the server.
  ///   - surplus: how many further calls are made; at least 1.
  init(
    on consumer: Consumer<SampleClientCommand.Transport>, of clips: HeavyClips, waiting: Int,
    surplus: Int
  ) async throws {
    let (ends, end) = AsyncStream<(Int, (any Error)?)>.makeStream()
    let all = (0..<(Self.workers + waiting + surplus)).map { number in
      Task {
        do {
          let text = try await consumer.transcript(of: clips.question)
          end.yield((number, nil))
          return text
        } catch {
          end.yield((number, error))
          throw error
        }
      }
    }
    var refused: Set<Int> = []
    for await (number, error) in ends.prefix(surplus) {
      let error = try #require(error as? RPCError, "a call ends before another is refused")
      #expect(error.code == .unavailable)
      #expect(error.message == "the provider is overloaded (speech); try again later")
      refused.insert(number)
    }
    calls = all.enumerated().filter { !refused.contains($0.offset) }.map(\.element)
  }

  /// Cancels all calls.
  func cancel() async {
    for call in calls { call.cancel() }
    for call in calls { _ = await call.result }
  }
}
