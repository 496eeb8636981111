import Foundation
import GRPCCore
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

@Suite struct UploadMemoryTests {
  /// Each of many uploads would otherwise hold a batch as long as it lasts.
  @Test func noBatchStaysInMemory() async throws {
    try await ProviderUnderTest.run(prices: .free) { test in
      let id = try await test.create()
      let released = Shared(0)
      let (batches, continuation) = AsyncThrowingStream<Training_UploadInput, any Error>
        .makeStream()
      async let answer = Self.upload(RPCAsyncSequence(wrapping: batches), to: test.provider)
      for number in 1...3 {
        continuation.yield(
          Batches.batch(
            id, Self.observed(released), of: 3_000, name: "data.zip", number: number, count: 3))
        try await eventually("batch \(number) stays") { released.value == number }
      }
      continuation.finish()
      #expect(try await answer.status == .validating)
    }
  }

  private static func upload(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, to provider: ModelProvider
  ) async throws -> Training_StatusResponse {
    try await withServerContextRPCCancellationHandle { handle in
      try await provider.service.upload_and_validate(
        request: batches,
        context: ServerContext(
          descriptor: Training_Model.Method.upload_and_validate.descriptor, remotePeer: "",
          localPeer: "", cancellation: handle))
    }
  }

  /// Bytes whose release is counted.
  private static func observed(_ released: Shared<Int>) -> Data {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_000, alignment: 1)
    bytes.initializeMemory(as: UInt8.self, repeating: 1)
    guard let start = bytes.baseAddress else { return Data() }
    return Data(
      bytesNoCopy: start, count: bytes.count,
      deallocator: .custom { pointer, _ in
        pointer.deallocate()
        released.change { $0 += 1 }
      })
  }
}
