import GRPCCore
import Guide
import TrainingRuntime

/// What a guard costs a call: alone, and in calls of one service with and without guards.
@main
struct GuardBenchmark {
  static func main() async throws {
    let guarding = try await Sample.best(of: 9, calls: 200_000) { try await GuardAlone.resolve() }
    let resolving = try await Sample.best(of: 9, calls: 200_000) { try await GuardAlone.lookUp() }
    let difference = guarding.nanoseconds - resolving.nanoseconds
    print("| one model, named and cached | ns per call | allocations per call |")
    print("|---|---|---|")
    print("| the resolver alone \(resolving)")
    print("| guard and resolver \(guarding)")
    print("| the guard beside the resolver | \(rounded(difference)) | – |")
    print()
    try await printCalls()
  }

  /// Calls through the in-process transport; services take turns, so that noise hits all alike.
  private static func printCalls() async throws {
    let services = ServiceUnderTest.allCases
    var samples = services.map { _ in [Sample]() }
    for _ in 0..<15 {
      for (index, service) in services.enumerated() {
        samples[index].append(try await service.sample(calls: 3_000))
      }
    }
    let medians = samples.map(Sample.median)
    print("| unary calls, in process | ns per call | allocations per call | ratio |")
    print("|---|---|---|---|")
    for (service, sample) in zip(services, medians) {
      let ratio = sample.nanoseconds / medians[0].nanoseconds
      print("| \(service.rawValue) \(sample) \((ratio * 100).rounded() / 100) |")
    }
  }

  private static func rounded(_ nanoseconds: Double) -> Int { Int(nanoseconds.rounded()) }
}
