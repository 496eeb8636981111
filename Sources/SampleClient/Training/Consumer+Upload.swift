import Foundation
import GRPCCore
import TrainingProtos
import TrainingRuntime

extension Consumer {
  /// Uploads a dataset as the Python SDK does, in batches numbered from 1.
  ///
  /// - Parameters:
  ///   - dataset: the archive.
  ///   - id: the identifier of the model.
  ///   - name: the name to send; that of `dataset` if `nil`.
  ///   - batchSize: the largest number of bytes in a batch.
  ///   - sent: called after each batch with the number of bytes that were sent, and that of all.
  /// - Returns: the status at the end of the upload.
  func upload(
    _ dataset: URL, for id: String, as name: String? = nil, batchSize: Int = 1 << 20,
    sent: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Training_Status {
    let data = try Data(contentsOf: dataset)
    let count = max((data.count + batchSize - 1) / batchSize, 1)
    return try await models.upload_and_validate { writer in
      for number in 1...count {
        var batch = Training_UploadInput()
        batch.modelID = id
        batch.data = Data(data.dropFirst((number - 1) * batchSize).prefix(batchSize))
        batch.fileName = name ?? dataset.lastPathComponent
        batch.fileSize = UInt64(data.count)
        batch.batchSize = UInt64(batchSize)
        batch.batchNumber = UInt64(number)
        batch.batchCount = UInt64(count)
        try await writer.write(batch)
        sent(min(number * batchSize, data.count), data.count)
      }
    }.status
  }
}
