#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file that is read in blocks. It is opened only once, so all checks and reads see the
/// same file.
final class ArchiveFile: ArchiveSource {
  let size: Int64
  /// The offset at which reading in blocks ends, at most `size`.
  var visibleSize: Int64
  private(set) var offset: Int64 = 0
  /// How many bytes may be read without progress. The decompressing stream resets this with each
  /// block that it returns.
  var progressAllowance: Allowance?
  /// How many bytes may be read in total; `nil` for any number.
  var allowance: Allowance?
  private let path: String
  private let descriptor: CInt
  private let block: UnsafeMutableRawBufferPointer

  /// Opens a regular file. A directory or a pipe is an error.
  init(path: String) throws(DatasetError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.error("open", path, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw DatasetError(
        code: .unreadableFile,
        message: "\(path) isn't a regular file; give the path of the uploaded archive")
    }
    self.path = path
    self.descriptor = descriptor
    self.size = Int64(status.st_size)
    self.visibleSize = Int64(status.st_size)
    self.block = .allocate(byteCount: 1 << 17, alignment: 16)
  }

  deinit {
    close(descriptor)
    block.deallocate()
  }

  var byteCount: Int64? { visibleSize }

  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    let wanted = Int(min(Int64(block.count), max(0, visibleSize - offset)))
    let count = try read(
      into: UnsafeMutableRawBufferPointer(rebasing: block[..<wanted]), at: offset)
    offset += Int64(count)
    try progressAllowance?.spend(count)
    try allowance?.spend(count)
    return UnsafeRawBufferPointer(rebasing: block[..<count])
  }

  func seek(to offset: Int64) -> Int64? {
    guard (0...visibleSize).contains(offset) else { return nil }
    self.offset = offset
    return offset
  }

  /// Returns `count` bytes from `offset` on, or fewer at the end of the file.
  func bytes(at offset: Int64, count: Int) throws(ArchiveFailure) -> [UInt8] {
    let count = Int(min(Int64(count), max(0, size - offset)))
    guard count > 0, offset >= 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let outcome = bytes.withUnsafeMutableBytes { target in
      Result { () throws(ArchiveFailure) in try read(into: target, at: offset) }
    }
    bytes.removeLast(count - (try outcome.get()))
    return bytes
  }

  private func read(
    into target: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(ArchiveFailure) -> Int {
    try ArchiveFailure.checkCancellation()
    var filled = 0
    while filled < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[filled...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        throw .system(Self.error("read", path, errno))
      }
    }
    return filled
  }

  private static func error(_ verb: String, _ path: String, _ number: CInt) -> DatasetError {
    let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
    return DatasetError(
      code: .unreadableFile,
      message: "cannot \(verb) \(path): \(reason); check that the file exists and may be read")
  }
}
