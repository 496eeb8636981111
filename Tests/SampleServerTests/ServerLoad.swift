import Foundation
import GRPCCore
import Testing

@testable import sample_client

/// Calls that keep every worker of the server computing.
struct ServerLoad {
  /// The calls that the server took, in hand or waiting.
  let calls: [Task<String, any Error>]

  /// How many calls the server answers at once.
  static let workers = ProcessInfo.processInfo.activeProcessorCount

  /// Makes calls until the server refuses `surplus` of them; all others are with it then.
  ///
  /// - Parameters:
  ///   - clips: what the server's default model is made of.
  ///   - waiting: how many calls the server lets wait.
  ///   - surplus: how many more are made; at least 1.
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
      #expect(error.message == "the provider has too much to do (speech); try again later")
      refused.insert(number)
    }
    calls = all.enumerated().filter { !refused.contains($0.offset) }.map(\.element)
  }

  /// Hangs up.
  func cancel() async {
    for call in calls { call.cancel() }
    for call in calls { _ = await call.result }
  }
}
