import Foundation
import GRPCCore
import ProtoWire
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// Uploads to a disk that is slower than their clients.
@Suite struct SlowDiskTests {
  private static let upload = "/training.Model/upload_and_validate"

  /// While others receive their batches, a client can't send. It waits longer here than it may be
  /// silent.
  @Test func clientsThatWaitForTheirTurnAreNotCutOff() async throws {
    let limits = ProviderLimits(
      upload: UploadLimits(
        transfer: TransferLimits(idleTimeout: .seconds(1), rateWindow: .seconds(1))))
    let paced = PacedCalls(
      [Training_Model.Method.upload_and_validate.descriptor], maxBytes: 250_000, maxEagerCalls: 0)
    try await withTemporaryDirectory { root in
      let store = try await RemoteBlobStore(in: root.appendingPathComponent("store"))
      store.storingTime.change { $0 = .milliseconds(800) }
      let data = root.appendingPathComponent("data")
      try await ProviderUnderTest.run(in: data, limits: limits, prices: .free, blobs: store) {
        test in
        try await ServerUnderTest.run(
          TransportLimits(windowBytes: 64 << 10), pacing: paced, services: [test.provider.service]
        ) { server in
          try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
              let id = try await test.create()
              group.addTask {
                let call = try EagerCall(
                  Self.upload, port: server.port,
                  messages: Batches.python(id, Data(count: 600_000), size: 200_000)
                    .map { try $0.serializedData() })
                try await call.sendAll()
              }
            }
            try await group.waitForAll()
          }
        }
      }
    }
  }
}
