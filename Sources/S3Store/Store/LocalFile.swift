import Foundation
import NIOCore
import TrainingProvider

/// An open file. Its methods block the thread.
final class LocalFile: Sendable {
  private let descriptor: Int32

  /// Opens an existing file for reading.
  init(reading url: URL) throws(SystemError) {
    descriptor = Foundation.open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw SystemError("open") }
  }

  /// Opens a file for writing.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - permissions: those of a new file; `nil` if the file exists.
  init(writing url: URL, creating permissions: mode_t? = nil) throws(SystemError) {
    let flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW
    descriptor =
      if let permissions {
        Foundation.open(url.path, flags | O_CREAT | O_EXCL, permissions)
      } else {
        Foundation.open(url.path, flags)
      }
    guard descriptor >= 0 else { throw SystemError("open") }
  }

  deinit {
    close(descriptor)
  }

  /// Reads up to a number of bytes; none at the end of the file.
  func read(_ count: Int, at offset: UInt64) throws(SystemError) -> ByteBuffer {
    var buffer = ByteBuffer()
    while true {
      let read = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
        max(pread(descriptor, bytes.baseAddress, min(count, bytes.count), off_t(offset)), 0)
      }
      if read > 0 { return buffer }
      // The buffer can't say whether this is the end or an error.
      var byte: UInt8 = 0
      let probe = pread(descriptor, &byte, 1, off_t(offset))
      if probe == 0 { return buffer }
      guard probe > 0 || errno == EINTR else { throw SystemError("read") }
    }
  }

  /// Writes all bytes at a place.
  func write(_ buffer: ByteBuffer, at start: UInt64) throws(SystemError) {
    var (rest, offset) = (buffer, start)
    while rest.readableBytes > 0 {
      let written = rest.withUnsafeReadableBytes { bytes in
        pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
      }
      if written >= 0 {
        rest.moveReaderIndex(forwardBy: written)
        offset += UInt64(written)
      } else if errno != EINTR {
        throw SystemError("write")
      }
    }
  }
}
