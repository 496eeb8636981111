import Foundation
import TrainingProtos

/// Uploads like those of the marketplace's SDKs.
enum Batches {
  /// Batches numbered from 1, with all fields set on each.
  static func python(
    _ id: String, _ data: Data, size: Int = 40, name: String = "data.zip"
  ) -> [Training_UploadInput] {
    let chunks = stride(from: 0, to: max(data.count, 1), by: size).map {
      data.dropFirst($0).prefix(size)
    }
    return chunks.enumerated().map { index, chunk in
      batch(id, Data(chunk), of: data.count, name: name, number: index + 1, count: chunks.count)
    }
  }

  /// Batches with the number 0 and the whole file in each.
  static func javaScript(_ id: String, _ data: Data, count: Int = 3) -> [Training_UploadInput] {
    (0..<count).map { _ in
      batch(id, data, of: data.count, name: "data.zip", number: 0, count: count)
    }
  }

  static func batch(
    _ id: String, _ data: Data, of fileSize: Int, name: String, number: Int, count: Int
  ) -> Training_UploadInput {
    var batch = Training_UploadInput()
    batch.modelID = id
    batch.data = data
    batch.fileName = name
    batch.fileSize = UInt64(fileSize)
    batch.batchSize = UInt64(data.count)
    batch.batchNumber = UInt64(number)
    batch.batchCount = UInt64(count)
    return batch
  }
}
