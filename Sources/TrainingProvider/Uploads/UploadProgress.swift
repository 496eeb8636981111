import Foundation
import TrainingProtos

/// The rules of an upload, held against each batch as it comes.
///
/// Python and Go number batches from 1. JavaScript numbers every batch 0 and sends the whole file
/// in each; of those the first is taken and the others only have to be equal to it. A file that is
/// sent like this cannot be larger than one message.
struct UploadProgress {
  /// The name for the dataset, made of what the client calls the file.
  let label: String

  /// The size the client announced, in bytes.
  let fileSize: UInt64

  private let modelID: String
  private let batchCount: UInt64
  private let maxBatchBytes: UInt64
  private let numbering: Numbering
  private var received: UInt64 = 0
  private var batches: UInt64 = 0
  /// Of the whole file, if more batches with the same may come.
  private var digest: ContentDigest?

  private enum Numbering {
    case fromOne
    case wholeFile
  }

  /// Checks what the first batch says about the whole.
  ///
  /// - Parameters:
  ///   - first: the first batch, which has yet to be given to ``accept(_:)``.
  ///   - maxBytes: the largest dataset, inclusive.
  ///   - maxBatchBytes: the largest batch, inclusive.
  /// - Throws: ``ProviderError``
  init(
    _ first: Training_UploadInput, maxBytes: UInt64, maxBatchBytes: UInt64
  ) throws(ProviderError) {
    modelID = first.modelID
    label = DatasetLabel.make(first.fileName)
    fileSize = first.fileSize
    batchCount = first.batchCount
    self.maxBatchBytes = maxBatchBytes
    numbering = first.batchNumber == 0 ? .wholeFile : .fromOne
    guard !label.isEmpty else {
      throw Self.invalid("file_name", "the first batch has to carry the file's name")
    }
    guard fileSize > 0 else {
      throw Self.invalid("file_size", "the first batch has to carry the size of the whole file")
    }
    guard fileSize <= maxBytes else {
      throw ProviderError(
        .datasetTooLarge,
        "the dataset has \(fileSize) bytes and \(maxBytes) are allowed: send less",
        field: "file_size")
    }
  }

  /// Checks a batch, and counts it.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - files: the threads on which whole files are compared.
  /// - Returns: what to append to the file.
  /// - Throws: ``ProviderError``
  mutating func accept(
    _ batch: Training_UploadInput, on files: WorkPool
  ) async throws -> Data {
    batches += 1
    try checkConstants(batch)
    guard UInt64(batch.data.count) <= maxBatchBytes else {
      throw Self.invalid("data", "a batch may have \(maxBatchBytes) bytes: send smaller ones")
    }
    guard batchCount == 0 || batches <= batchCount else {
      throw Self.invalid("batch_number", "there are more than \(batchCount) batches")
    }
    switch numbering {
    case .fromOne: return try acceptNext(batch)
    case .wholeFile: return try await acceptWhole(batch, on: files)
    }
  }

  /// Checks the totals after the last batch: a daemon that refuses a batch, or loses one, ends the
  /// stream as if the file were complete.
  ///
  /// - Throws: ``ProviderError``
  func finish() throws(ProviderError) {
    guard received == fileSize else {
      throw Self.invalid(
        "file_size", "\(received) of \(fileSize) bytes arrived: upload the file again")
    }
    guard case .fromOne = numbering, batchCount > 0 else { return }
    guard batches == batchCount else {
      throw Self.invalid(
        "batch_count", "\(batches) of \(batchCount) batches arrived: upload the file again")
    }
  }

  private func checkConstants(_ batch: Training_UploadInput) throws(ProviderError) {
    guard batch.modelID == modelID || batch.modelID.isEmpty else {
      throw Self.invalid("model_id", "batch \(batches) names another model than the first")
    }
    guard batch.fileSize == fileSize || batch.fileSize == 0 else {
      throw Self.invalid("file_size", "batch \(batches) gives another size than the first")
    }
    guard batch.batchCount == batchCount || batch.batchCount == 0 else {
      throw Self.invalid("batch_count", "batch \(batches) gives another count than the first")
    }
  }

  private mutating func acceptNext(
    _ batch: Training_UploadInput
  ) throws(ProviderError) -> Data {
    guard batch.batchNumber == batches else {
      throw Self.invalid(
        "batch_number", "batch \(batch.batchNumber) came where batch \(batches) was due")
    }
    guard !batch.data.isEmpty else {
      throw Self.invalid("data", "batch \(batches) is empty")
    }
    guard UInt64(batch.data.count) <= fileSize - received else {
      throw Self.invalid("data", "more than the \(fileSize) bytes arrive that were announced")
    }
    received += UInt64(batch.data.count)
    return batch.data
  }

  private mutating func acceptWhole(
    _ batch: Training_UploadInput, on files: WorkPool
  ) async throws -> Data {
    guard batch.batchNumber == 0, UInt64(batch.data.count) == fileSize else {
      throw Self.invalid(
        "batch_number",
        "a batch with number 0 has to carry the whole file, and batches count from 1 otherwise")
    }
    guard batches > 1 else {
      received = fileSize
      if batchCount > 1 { digest = try await files.run { ContentDigest(batch.data) } }
      return batch.data
    }
    guard batchCount > 0 else {
      throw Self.invalid("batch_number", "the file has come already")
    }
    guard try await files.run({ ContentDigest(batch.data) }) == digest else {
      throw Self.invalid("data", "batch \(batches) carries another file than the first")
    }
    return Data()
  }

  private static func invalid(_ field: String, _ message: String) -> ProviderError {
    ProviderError(.invalidUpload, message, field: field)
  }
}
