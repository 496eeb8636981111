import Foundation
import TestSupport
import Testing

/// Whatever the plugin receives, it answers with files or an error message, because requests can
/// also come from other programs than `protoc`.
///
/// `SEEDS=1000..<5000` runs other seeds than the first few hundred. If the plugin crashes, the
/// request is kept in the build folder, and the failure names its seed.
@Suite struct RequestMutationTests {
  @Test func everyChangedRequestIsAnswered() async throws {
    let samples = try await SampleRequests.all()
    try await withThrowingTaskGroup(of: Void.self) { group in
      let width = ProcessInfo.processInfo.activeProcessorCount
      for lane in 0..<width {
        group.addTask {
          for seed in Self.seeds where Int(seed) % width == lane {
            try await Self.check(seed, of: samples)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private static func check(_ seed: UInt64, of samples: [DescriptorTree]) async throws {
    let sample = samples[Int(seed) % samples.count]
    var mutator = Mutator(seed: seed, request: sample)
    let request = mutator.mutated()
    guard let fault = try await PluginRun.fault(with: request) else { return }
    let file = BuiltProduct.scratch.appendingPathComponent("mutated-request-\(seed)")
    try Data(request).write(to: file)
    Issue.record("the request of seed \(seed), in \(file.path): \(fault)")
  }

  private static let seeds: Range<UInt64> = {
    let text = ProcessInfo.processInfo.environment["SEEDS"] ?? ""
    let bounds = text.components(separatedBy: "..<").compactMap(UInt64.init)
    return bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]..<bounds[1] : 0..<400
  }()
}
