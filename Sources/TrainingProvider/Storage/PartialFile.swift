import Foundation
import Synchronization

/// A file on its way to disk: written under a temporary name, moved into place when complete.
///
/// Everything is done on threads for files. Whoever makes one calls either ``finish(as:)`` or
/// ``discard()``.
final class PartialFile: Sendable {
  private let url: URL
  private let limit: UInt64
  private let files: WorkPool
  private let reservation: StorageReservation
  private let synchronize: Synchronize
  private let state = Mutex(State())

  /// Makes what was written to a file, or the entries of a directory, outlast a crash of the
  /// machine.
  typealias Synchronize = @Sendable (URL) throws(SystemError) -> Void

  private struct State {
    var byteCount: UInt64 = 0
    var descriptor: Int32?
  }

  /// - Parameters:
  ///   - url: the temporary name, in the file system of the final one. Nothing may be there.
  ///   - limit: the largest number of bytes, inclusive.
  ///   - reservation: the room that the file takes up; given back when the file is discarded or
  ///     nobody holds this value any more, so that the registry knows the file by then.
  ///   - files: the threads to write on.
  ///   - synchronize: synchronizes the file and directories; another one where that has to fail.
  init(
    at url: URL, limit: UInt64, reservation: StorageReservation, files: WorkPool,
    synchronize: @escaping Synchronize = FileSynchronization.synchronize
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
    try await files.run { try self.appendNow(data) }
  }

  /// Makes sure that the bytes are on the disk and moves the file to `destination`; after an error
  /// nothing is there.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull`` or
  ///   ``ProviderError/Code/storageFailed``.
  func finish(as destination: URL) async throws {
    try await files.run { try self.finishNow(as: destination) }
  }

  /// Removes the file if it was not finished. Can be called more than once.
  func discard() async {
    // Not abandoned by a task that is cancelled, which is just the one that discards.
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
        throw ProviderError(
          .datasetTooLarge, "the dataset is larger than the \(limit) bytes allowed: send less")
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
        // While the file is open: an error that a write met in the meantime is not forgotten.
        try synchronize(url)
      }
      closeNow()
      try move(to: destination)
    } catch {
      throw error.providerError
    }
  }

  /// Renames the file, and unlinks it again if that cannot be made to last.
  private func move(to destination: URL) throws(SystemError) {
    let directory = destination.deletingLastPathComponent()
    let isNew = try place(at: destination, in: directory)
    do throws(SystemError) {
      if isNew { try synchronize(directory.deletingLastPathComponent()) }
      try synchronize(directory)
    } catch {
      unlink(destination.path)
      throw error
    }
  }

  /// Renames the file into a directory that is made if it is missing.
  ///
  /// - Returns: whether it was made.
  private func place(at destination: URL, in directory: URL) throws(SystemError) -> Bool {
    var isNew = false
    // Whoever removes the last file of a model removes its folder too, at any moment.
    for attempt in 0..<1000 {
      // Not in step with whoever removes it again and again.
      if attempt > 2 { usleep(.random(in: 0..<100)) }
      if mkdir(directory.path, 0o700) == 0 {
        isNew = true
      } else if errno != EEXIST {
        throw SystemError("mkdir")
      }
      if rename(url.path, destination.path) == 0 { return isNew }
      guard errno == ENOENT else { break }
    }
    throw SystemError("rename")
  }

  private func opened(_ state: inout State) throws(SystemError) -> Int32 {
    if let descriptor = state.descriptor { return descriptor }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var opened = open(url.path, flags, 0o600)
    if opened < 0, errno == ENOENT, mkdir(url.deletingLastPathComponent().path, 0o700) == 0 {
      // Somebody has removed the folder.
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
