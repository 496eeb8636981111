import Foundation
import ProtoWire
import TrainingProtos

/// An upload that would take most of an hour.
struct SlowUpload {
  /// The speed of an upload.
  struct Pace: Sendable {
    /// The number of bytes in a batch.
    var batchBytes: Int
    /// The time between two batches.
    var pause: Duration
    /// The number of seconds after which the upload must have made way for others.
    var limit: Double

    /// A byte every 3 seconds.
    static let dripping = Pace(batchBytes: 1, pause: .seconds(3), limit: 60)
    /// 20 KiB a second, which is slightly more than the server requires.
    static let steady = Pace(batchBytes: 10 << 10, pause: .milliseconds(500), limit: 90)
  }

  /// The identifier of the model.
  let model: String

  private let call: RawCall
  private let pace: Pace

  /// Creates a model and sends the first batch.
  init(_ daemon: Daemon, _ pace: Pace) async throws {
    self.pace = pace
    model = try await daemon.create("slow")
    _ = try await daemon.validationPrice(of: model)
    call = try await RawCall.begin(
      "upload_and_validate", on: daemon.endpoints.maintenance, try Self.batch(1, for: model, pace),
      isComplete: false)
  }

  /// Whether the server has not ended the upload.
  var isOpen: Bool { call.isUnanswered }

  /// Sends batches until the task is cancelled.
  func run() async {
    var number: UInt64 = 1
    while !Task.isCancelled, isOpen {
      try? await Task.sleep(for: pace.pause)
      number += 1
      if let batch = try? Self.batch(number, for: model, pace) { call.send(batch) }
    }
    call.close()
  }

  private static func batch(
    _ number: UInt64, for model: String, _ pace: Pace
  ) throws -> [UInt8] {
    var batch = Training_UploadInput()
    batch.modelID = model
    batch.data = Data(repeating: 0x50, count: pace.batchBytes)
    batch.fileName = "dataset.zip"
    batch.fileSize = UInt64(1000 * pace.batchBytes)
    batch.batchSize = UInt64(pace.batchBytes)
    batch.batchNumber = number
    batch.batchCount = 1000
    return try batch.serializedBytes()
  }
}
