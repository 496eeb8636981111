import Foundation
import ProtoWire
import TrainingProtos

/// An upload of a kilobyte that takes most of an hour.
struct SlowUpload {
  private let call: RawCall
  private let model: String

  /// Sends the first batch for a new model.
  init(_ daemon: Daemon) async throws {
    model = try await daemon.create("slow")
    _ = try await daemon.validationPrice(of: model)
    call = try await RawCall.begin(
      "upload_and_validate", on: daemon.endpoints.maintenance, try Self.batch(1, for: model),
      isComplete: false)
  }

  /// Sends a batch of a byte every 3 seconds, until the task is cancelled.
  func run() async {
    var number: UInt64 = 1
    while !Task.isCancelled, call.isOpen {
      try? await Task.sleep(for: .seconds(3))
      number += 1
      if let batch = try? Self.batch(number, for: model) { call.send(batch) }
    }
    call.close()
  }

  private static func batch(_ number: UInt64, for model: String) throws -> [UInt8] {
    var batch = Training_UploadInput()
    batch.modelID = model
    batch.data = Data([0x50])
    batch.fileName = "dataset.zip"
    batch.fileSize = 1000
    batch.batchSize = 1
    batch.batchNumber = number
    batch.batchCount = 1000
    return try batch.serializedBytes()
  }
}
