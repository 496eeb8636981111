import Foundation
import TrainingProtos

/// A batch of an upload, and the number of times that an upload sends it.
struct Batch {
  /// The number of bytes in all batches of an upload, unless that takes more than `mostMessages`.
  private static let uploadSize = 16 << 20
  private static let mostMessages = 4096

  let name: String
  let count: Int
  let message: Training_UploadInput

  static let all = [
    Batch("1 MiB", size: 1 << 20), Batch("64 KiB", size: 64 << 10), Batch("1 KiB", size: 1 << 10),
  ]

  private init(_ name: String, size: Int) {
    let count = min(Self.uploadSize / size, Self.mostMessages)
    self.name = name
    self.count = count
    self.message = .with {
      $0.modelID = "b36e50bc-56ee-46c4-92ed-dba89a8da494"
      $0.data = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 167) })
      $0.fileName = "dataset.zip"
      $0.fileSize = UInt64(size * count)
      $0.batchSize = UInt64(size)
      $0.batchNumber = 1
      $0.batchCount = UInt64(count)
    }
  }
}
