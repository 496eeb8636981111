import Foundation
import TrainingProtos

/// The messages of an upload, as an SDK sends them through the daemon.
enum Upload {
  /// The largest number of bytes in a batch of an SDK.
  private static let sdkBatchSize = 1 << 20

  /// What Python and Go send: batches numbered from 1. Small files have smaller batches, so that
  /// there are three if the file allows it.
  static func numbered(_ dataset: Dataset, to id: String) -> [Training_UploadInput] {
    let size = batchSize(of: dataset)
    let parts = stride(from: 0, to: max(dataset.data.count, 1), by: size).map {
      dataset.data.dropFirst($0).prefix(size)
    }
    return parts.enumerated().map { index, part in
      var batch = message(dataset, to: id, size: size, count: parts.count)
      batch.data = Data(part)
      batch.batchNumber = UInt64(index + 1)
      return batch
    }
  }

  /// What JavaScript sends: for each batch the whole file, with the number 0.
  static func javaScript(_ dataset: Dataset, to id: String) -> [Training_UploadInput] {
    let size = batchSize(of: dataset)
    let count = (dataset.data.count + size - 1) / size
    var batch = message(dataset, to: id, size: size, count: count)
    batch.data = dataset.data
    return Array(repeating: batch, count: count)
  }

  private static func batchSize(of dataset: Dataset) -> Int {
    min(sdkBatchSize, max((dataset.data.count + 2) / 3, 1))
  }

  private static func message(
    _ dataset: Dataset, to id: String, size: Int, count: Int
  ) -> Training_UploadInput {
    var batch = Training_UploadInput()
    batch.modelID = id
    batch.fileName = dataset.name
    batch.fileSize = UInt64(dataset.data.count)
    batch.batchSize = UInt64(size)
    batch.batchCount = UInt64(count)
    return batch
  }
}
