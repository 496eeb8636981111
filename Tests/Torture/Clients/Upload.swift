import Foundation
import TrainingProtos

/// A dataset to upload, and how the client sends it.
struct Upload: Sendable {
  let archive: Data

  /// A name with the extension of the archive's kind. Providers refuse another one at once.
  let fileName: String

  /// The largest number of bytes in a batch.
  var batchSize = 1 << 20

  /// How long the client waits after each batch.
  var pause = Duration.zero

  var ending = Call.Ending.whole

  init(_ archive: Data, _ kind: Archive = .zip) {
    self.archive = archive
    fileName = "dataset.\(kind.fileExtension)"
  }

  /// The batches, numbered from 1 like those of the Python SDK. They contain all bytes or, for an
  /// incomplete upload, half of them.
  func batches(for id: String) -> some Sequence<Training_UploadInput> {
    let count = max((archive.count + batchSize - 1) / batchSize, 1)
    let sent = ending == .whole ? archive : archive.prefix(archive.count / 2)
    return (1...count).lazy.compactMap { number in
      var batch = Training_UploadInput()
      batch.modelID = id
      batch.data = Data(sent.dropFirst((number - 1) * batchSize).prefix(batchSize))
      batch.fileName = fileName
      batch.fileSize = UInt64(archive.count)
      batch.batchSize = UInt64(batchSize)
      batch.batchNumber = UInt64(number)
      batch.batchCount = UInt64(count)
      return batch.data.isEmpty ? nil : batch
    }
  }
}
