import Foundation
import TrainingProtos

/// Checks each batch of an upload against the rules as it arrives.
///
/// Python and Go number batches from 1. JavaScript gives every batch the number 0 and sends the
/// whole file in each. The first of them is used, and the others only have to be equal to it. A
/// file that is sent in this way can't be larger than one message. All its repeats together can't be
/// larger than the largest allowed dataset, unless there is only one for each MiB of the file.
struct UploadProgress {
  /// A label for the dataset, made from the client's name for the file.
  let label: String

  /// The file's size in bytes, as the client announced it.
  let fileSize: UInt64

  /// How many bytes the client is going to send, according to its announcement.
  ///
  /// If each batch contains the whole file, the client sends more bytes than are stored, and needs
  /// the time for all of them.
  var transferSize: UInt64 {
    guard case .wholeFile = numbering else { return fileSize }
    let (size, overflow) = fileSize.multipliedReportingOverflow(by: max(batchCount, 1))
    return overflow ? .max : size
  }

  private let modelID: String
  private let batchCount: UInt64
  private let maxBatchBytes: UInt64
  private let numbering: Numbering
  private var received: UInt64 = 0
  private var batches: UInt64 = 0
  /// The digest of the whole file, if further batches with the same file may arrive.
  private var digest: ContentDigest?

  private enum Numbering {
    case fromOne
    case wholeFile
  }

  /// Checks what the first batch says about the whole file.
  ///
  /// - Parameters:
  ///   - first: the first batch. Pass it to ``accept(_:on:)`` as well.
  ///   - maxBytes: the largest allowed size of the dataset.
  ///   - maxBatchBytes: the largest allowed size of a batch.
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
      throw Self.invalid("file_name", "the first batch has to contain the file's name")
    }
    guard fileSize > 0 else {
      throw Self.invalid("file_size", "the first batch has to contain the size of the whole file")
    }
    guard fileSize <= maxBytes else {
      throw ProviderError(
        .datasetTooLarge,
        "the dataset has \(fileSize) bytes, but only \(maxBytes) are allowed: send a smaller one",
        field: "file_size")
    }
    let usualBatches = fileSize / Self.usualBatchSize + 1
    guard transferSize <= maxBytes || batchCount <= usualBatches else {
      throw Self.invalid(
        "batch_count",
        "\(batchCount) batches with the whole file of \(fileSize) bytes are more than the "
          + "\(maxBytes) bytes allowed in all: send the file once, in parts numbered from 1")
    }
  }

  /// The size of the batches that SDKs divide a file into, in bytes. JavaScript divides a file like
  /// the others, but then sends all of it in place of each part.
  private static let usualBatchSize: UInt64 = 1 << 20

  /// Checks and counts a batch.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - files: the threads on which whole files are compared.
  /// - Returns: the bytes to append to the file.
  /// - Throws: ``ProviderError``
  mutating func accept(
    _ batch: Training_UploadInput, on files: WorkPool
  ) async throws -> Data {
    batches += 1
    try checkConstants(batch)
    guard UInt64(batch.data.count) <= maxBatchBytes else {
      throw Self.invalid(
        "data",
        "a batch may have at most \(maxBatchBytes) bytes: send smaller batches")
    }
    guard batchCount == 0 || batches <= batchCount else {
      throw Self.invalid(
        "batch_number",
        "more than the \(batchCount) batches arrived that were announced: upload the file again")
    }
    switch numbering {
    case .fromOne: return try acceptNext(batch)
    case .wholeFile: return try await acceptWhole(batch, on: files)
    }
  }

  /// Checks the totals after the last batch. If a daemon refuses or loses a batch, it ends the
  /// stream as if the file were complete.
  ///
  /// - Throws: ``ProviderError``
  func finish() throws(ProviderError) {
    guard received == fileSize else {
      throw Self.invalid(
        "file_size", "only \(received) of \(fileSize) bytes arrived: upload the file again")
    }
    guard case .fromOne = numbering, batchCount > 0 else { return }
    guard batches == batchCount else {
      throw Self.invalid(
        "batch_count", "only \(batches) of \(batchCount) batches arrived: upload the file again")
    }
  }

  private func checkConstants(_ batch: Training_UploadInput) throws(ProviderError) {
    guard batch.modelID == modelID || batch.modelID.isEmpty else {
      throw Self.invalid(
        "model_id",
        "batch \(batches) names a different model than the first batch")
    }
    guard batch.fileSize == fileSize || batch.fileSize == 0 else {
      throw Self.invalid(
        "file_size",
        "batch \(batches) gives a different size than the first batch")
    }
    guard batch.batchCount == batchCount || batch.batchCount == 0 else {
      throw Self.invalid(
        "batch_count",
        "batch \(batches) gives a different count than the first batch")
    }
  }

  private mutating func acceptNext(
    _ batch: Training_UploadInput
  ) throws(ProviderError) -> Data {
    guard batch.batchNumber == batches else {
      throw Self.invalid(
        "batch_number",
        "batch \(batch.batchNumber) arrived instead of batch \(batches): send batches in order, "
          + "from 1")
    }
    guard !batch.data.isEmpty else {
      throw Self.invalid("data", "batch \(batches) is empty: send only batches with data")
    }
    guard UInt64(batch.data.count) <= fileSize - received else {
      throw Self.invalid(
        "data",
        "more bytes arrived than the announced \(fileSize): upload the file again")
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
        "a batch with the number 0 has to contain the whole file: number parts of a file from 1")
    }
    guard batches > 1 else {
      received = fileSize
      if batchCount > 1 { digest = try await files.run { ContentDigest(batch.data) } }
      return batch.data
    }
    guard batchCount > 0 else {
      throw Self.invalid(
        "batch_number",
        "the whole file has already arrived: send it only once, or give a batch_count")
    }
    guard try await files.run({ ContentDigest(batch.data) }) == digest else {
      throw Self.invalid("data", "batch \(batches) contains a different file than the first batch")
    }
    return Data()
  }

  private static func invalid(_ field: String, _ message: String) -> ProviderError {
    ProviderError(.invalidUpload, message, field: field)
  }
}
