import Foundation

/// Writes files without waiting for the disk.
///
/// Foundation waits for the disk after each file, which takes longer than making its content. What this
/// program writes can be made again.
enum FileWriter {
  /// Writes a file.
  ///
  /// - Throws: ``WriteFault``.
  static func write(_ content: some Sequence<UInt8>, to path: String) throws(WriteFault) {
    try write(content, to: path, O_TRUNC)
  }

  /// Writes a file that appears complete or not at all, in the place of one that may be there and whose
  /// permissions it takes over.
  ///
  /// - Throws: ``WriteFault``.
  static func replace(_ path: String, with content: some Sequence<UInt8>) throws(WriteFault) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw WriteFault(code: EISDIR) }
    // A name for each process: others may write the same file.
    let name = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    do throws(WriteFault) {
      try write(content, to: name, O_EXCL)
      if exists { chmod(name, status.st_mode & 0o7777) }
      guard rename(name, path) == 0 else { throw WriteFault(code: errno) }
    } catch {
      unlink(name)
      throw error
    }
  }

  private static func write(
    _ content: some Sequence<UInt8>, to path: String, _ flags: Int32
  ) throws(WriteFault) {
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o666)
    guard file >= 0 else { throw WriteFault(code: errno) }
    var code = append(content, to: file)
    if close(file) != 0 && code == 0 { code = errno }
    if code != 0 { throw WriteFault(code: code) }
  }

  /// Writes all bytes, and returns 0 or the number of an error.
  private static func append(_ content: some Sequence<UInt8>, to file: Int32) -> Int32 {
    content.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0), to: file) }
      ?? Array(content).withUnsafeBytes { append($0, to: file) }
  }

  private static func append(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      let count = Foundation.write(file, part.baseAddress, part.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

/// The system's reason why a file can't be written.
struct WriteFault: LocalizedError, Hashable {
  /// The number in `errno`.
  let code: Int32

  var errorDescription: String? { String(cString: strerror(code)) }
}
