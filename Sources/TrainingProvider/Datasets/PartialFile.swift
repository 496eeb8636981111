import Foundation

/// A file on its way to disk: written under a temporary name, moved into place when complete.
///
/// Runs on a thread of its own because writing blocks. Whoever makes one calls either
/// ``finish(as:)`` or ``discard()``.
actor PartialFile {
  /// The number of bytes written so far.
  private(set) var byteCount: UInt64 = 0

  private let executor = BlockingExecutor()
  private let url: URL
  private let limit: UInt64
  private var descriptor: Int32?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// - Parameters:
  ///   - url: the temporary name, in the file system of the final one. Nothing may be there.
  ///   - limit: the largest number of bytes, inclusive.
  init(at url: URL, limit: UInt64) {
    self.url = url
    self.limit = limit
  }

  /// Appends bytes.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/datasetTooLarge`` before it writes a
  ///   byte over the limit, or with ``ProviderError/Code/storageFailed``.
  func append(_ data: Data) throws(ProviderError) {
    let (total, overflow) = byteCount.addingReportingOverflow(UInt64(data.count))
    guard !overflow, total <= limit else {
      throw ProviderError(
        .datasetTooLarge, "the dataset is larger than the \(limit) bytes allowed: send less")
    }
    do throws(SystemError) {
      try write(data, to: try opened())
    } catch {
      throw error.providerError
    }
    byteCount = total
  }

  /// Makes sure that the bytes are on the disk and moves the file to `destination`.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFailed``.
  func finish(as destination: URL) throws(ProviderError) {
    do throws(SystemError) {
      let descriptor = try opened()
      guard fsync(descriptor) == 0 else { throw SystemError("fsync") }
      close()
      let directory = destination.deletingLastPathComponent()
      guard mkdir(directory.path, 0o700) == 0 || errno == EEXIST else {
        throw SystemError("mkdir")
      }
      guard rename(url.path, destination.path) == 0 else { throw SystemError("rename") }
      try synchronize(directory)
    } catch {
      throw error.providerError
    }
  }

  /// Removes the file if it was not finished. Can be called more than once.
  func discard() {
    close()
    unlink(url.path)
  }

  private func opened() throws(SystemError) -> Int32 {
    if let descriptor { return descriptor }
    let opened = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw SystemError("open") }
    descriptor = opened
    return opened
  }

  private func close() {
    guard let descriptor else { return }
    Foundation.close(descriptor)
    self.descriptor = nil
  }

  private func write(_ data: Data, to descriptor: Int32) throws(SystemError) {
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

  private func synchronize(_ directory: URL) throws(SystemError) {
    let opened = open(directory.path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw SystemError("open") }
    defer { Foundation.close(opened) }
    guard fsync(opened) == 0 else { throw SystemError("fsync") }
  }
}
