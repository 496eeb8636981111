import Foundation
import Synchronization

/// A file that is being received. It is written under a temporary name and moved into place when it
/// is complete.
///
/// All work runs on threads for files. Always call either ``finish(as:)`` or ``discard()`` in the
/// end.
final class PartialFile: Sendable {
  /// The disk space that the file takes up.
  let reservation: StorageReservation

  private let url: URL
  private let limit: UInt64
  private let files: WorkPool
  private let synchronize: FileSynchronization.Synchronize
  private let state = Mutex(State())

  private struct State {
    var byteCount: UInt64 = 0
    var descriptor: Int32?
  }

  /// - Parameters:
  ///   - url: the temporary path, in the same file system as the final one. No file may exist
  ///     there.
  ///   - limit: the largest number of bytes, inclusive.
  ///   - reservation: the disk space for the file. It is released when the file is discarded or
  ///     this object is deallocated. Settle it before if the registry knows the file.
  ///   - files: the threads that write.
  ///   - synchronize: synchronizes the file and its directories. Tests pass one that fails.
  init(
    at url: URL, limit: UInt64, reservation: StorageReservation, files: WorkPool,
    synchronize: @escaping FileSynchronization.Synchronize = FileSynchronization.synchronize
  ) {
    self.synchronize = synchronize
    self.url = url
    self.limit = limit
    self.reservation = reservation
    self.files = files
  }

  /// The number of bytes written so far.
  var byteCount: UInt64 { state.withLock(\.byteCount) }

  /// Appends bytes.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/datasetTooLarge`` before it writes a
  ///   byte over the limit, or with ``ProviderError/Code/storageFull`` or
  ///   ``ProviderError/Code/storageFailed``.
  func append(_ data: Data) async throws {
    await reservation.refresh(for: UInt64(data.count))
    try await files.run { try self.appendNow(data) }
  }

  /// Makes sure that the bytes are on disk and moves the file to `destination`. After an error, no
  /// file is there.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull`` or
  ///   ``ProviderError/Code/storageFailed``.
  func finish(as destination: URL) async throws {
    try await files.run { try self.finishNow(as: destination) }
  }

  /// Removes the file unless it was finished. Can be called more than once.
  func discard() async {
    // In a separate task, because discarding usually happens in a cancelled one.
    await Task { [self] in
      try? await files.run {
        self.closeNow()
        unlink(self.url.path)
      }
    }.value
    reservation.release()
  }
}

extension PartialFile {
  private func appendNow(_ data: Data) throws(ProviderError) {
    try state.withLock { state throws(ProviderError) in
      let (total, overflow) = state.byteCount.addingReportingOverflow(UInt64(data.count))
      guard !overflow, total <= limit else {
        throw ProviderError.datasetTooLarge(limit: limit)
      }
      try reservation.use(UInt64(data.count))
      do throws(SystemError) {
        try Self.write(data, to: try opened(&state))
      } catch {
        throw error.providerError
      }
      state.byteCount = total
    }
  }

  private func finishNow(as destination: URL) throws(ProviderError) {
    do throws(SystemError) {
      try state.withLock { state throws(SystemError) in
        _ = try opened(&state)
        // Before the file is closed, so that an error of an earlier write is reported.
        try synchronize(url)
      }
      closeNow()
      try move(to: destination)
    } catch {
      throw error.providerError
    }
  }

  /// Renames the file, and removes it if the new entry can't be synchronized.
  private func move(to destination: URL) throws(SystemError) {
    let directory = destination.deletingLastPathComponent()
    try ModelFolder.move(url, to: destination)
    do throws(SystemError) {
      // Even if the directory existed: the upload that created it may have failed to do so.
      try synchronize(directory.deletingLastPathComponent())
      try synchronize(directory)
    } catch {
      unlink(destination.path)
      throw error
    }
  }

  private func opened(_ state: inout State) throws(SystemError) -> Int32 {
    if let descriptor = state.descriptor { return descriptor }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var opened = open(url.path, flags, 0o600)
    if opened < 0, errno == ENOENT, mkdir(url.deletingLastPathComponent().path, 0o700) == 0 {
      // Somebody has removed the folder, which was just created again.
      opened = open(url.path, flags, 0o600)
    }
    guard opened >= 0 else { throw SystemError("open") }
    state.descriptor = opened
    return opened
  }

  private func closeNow() {
    state.withLock { state in
      if let descriptor = state.descriptor { close(descriptor) }
      state.descriptor = nil
    }
  }

  private static func write(_ data: Data, to descriptor: Int32) throws(SystemError) {
    var offset = 0
    while offset < data.count {
      let written = data.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if written >= 0 {
        offset += written
      } else if errno != EINTR {
        throw SystemError("write")
      }
    }
  }
}
