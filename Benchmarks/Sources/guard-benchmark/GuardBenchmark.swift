import Foundation
import GRPCCore
import Guide
import TrainingRuntime

/// Measures what a guard costs: on its own, and in calls of one service with and without guards.
@main
struct GuardBenchmark {
  static func main() async throws {
    let guarding = try await Sample.best(of: 9, calls: 200_000) { try await GuardAlone.resolve() }
    let resolving = try await Sample.best(of: 9, calls: 200_000) { try await GuardAlone.lookUp() }
    print("| one model, named and cached | ns per call | allocations per call |")
    print("|---|---|---|")
    print("| the resolver alone | \(resolving) |")
    print("| guard and resolver | \(guarding) |")
    print("| the guard beside the resolver | \(guarding - resolving) |")
    print()
    try await printCalls()
  }

  /// Measures calls through the in-process transport, and prints the results.
  private static func printCalls() async throws {
    try await ServiceUnderTest.serve(ServiceUnderTest.allCases[...]) { clients in
      let calls = try await Calls(of: clients, rounds: 500)
      let plain = calls.median(of: .plain)
      print("| unary calls, in process | ns per call | allocations per call | more ns | ratio |")
      print("|---|---|---|---|---|")
      for service in ServiceUnderTest.allCases {
        let sample = calls.median(of: service)
        let more = calls.difference(service, .plain).nanoseconds.rounded()
        let ratio = (sample.nanoseconds / plain.nanoseconds * 1000).rounded() / 1000
        print("| \(service.rawValue) | \(sample) | \(Int(more)) | \(ratio) |")
      }
      let beside = calls.difference(.guarded, .resolving)
      print("| generated guards beside the resolver | \(beside) | – | – |")
      let guarding = calls.difference(.intercepted, .passing)
      print("| `ModelGuardInterceptor` beside the one that does nothing | \(guarding) | – | – |")
      guard beside.allocations < 1 else {
        print("A guard must not allocate memory in a call that names a cached model.")
        exit(EXIT_FAILURE)
      }
    }
  }
}
