import Foundation
import NIOCore
import Synchronization
import TrainingProvider

/// Writes a dataset of an ``S3BlobStore``. It goes straight to the bucket; nothing is written to the disk.
final class S3BlobWriter: BlobWriter {
  private let key: BlobKey
  private let maxBytes: UInt64
  private let partBytes: Int
  private let reservation: StorageReservation
  private let bucket: BlobBucket
  private let upload: ObjectUpload
  private let state = Mutex(State())

  private struct State {
    var byteCount: UInt64 = 0
    var isFinished = false
  }

  init(
    for key: BlobKey, maxBytes: UInt64, in reservation: StorageReservation, _ bucket: BlobBucket
  ) {
    self.key = key
    self.maxBytes = maxBytes
    self.reservation = reservation
    self.bucket = bucket
    partBytes = bucket.client.configuration.partBytes(forUpTo: maxBytes)
    upload = bucket.upload(of: bucket.objects.file(0, of: key), partBytes: partBytes)
  }

  var byteCount: UInt64 { state.withLock(\.byteCount) }

  func append(_ data: Data) async throws {
    await reservation.refresh(for: UInt64(data.count))
    let (total, overflow) = byteCount.addingReportingOverflow(UInt64(data.count))
    guard !overflow, total <= maxBytes, total <= bucket.maxBytes(partBytes: partBytes) else {
      throw ProviderError.datasetTooLarge(
        limit: min(maxBytes, bucket.maxBytes(partBytes: partBytes)))
    }
    try await bucket.client.files.run { [reservation] in
      try reservation.use(UInt64(data.count))
    }
    state.withLock { $0.byteCount = total }
    try await translatingErrors { try await upload.append(ByteBuffer(bytes: data)) }
  }

  func finish() async throws {
    do {
      try await translatingErrors {
        let file = BlobIndex.File(
          bytes: byteCount, partBytes: UInt64(partBytes), digests: try await upload.finish())
        try await bucket.publish(BlobIndex(files: [file]), as: key)
      }
    } catch {
      await remove()
      throw error
    }
    state.withLock { $0.isFinished = true }
  }

  func discard() async {
    guard !state.withLock(\.isFinished) else { return }
    await remove()
  }

  /// Removes what was stored. The index may have been stored although the store didn't say so.
  private func remove() async {
    await bucket.attempt("an upload of \(key) can't be given up at present") { [upload] in
      try await upload.discard()
    }
    await bucket.remove([key])
  }
}
