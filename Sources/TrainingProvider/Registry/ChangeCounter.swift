import Foundation
import Synchronization

/// Tells whether a SQLite database has changed, whichever process changed it, without asking SQLite.
///
/// In write-ahead mode, all connections share a file in memory, the WAL index. Its header contains a
/// counter that each transaction with changes increments by one when it is committed, before other
/// connections can see the changes (<https://www.sqlite.org/walformat.html>, section 2.1).
struct ChangeCounter: Sendable {
  private nonisolated(unsafe) let header: UnsafeRawPointer

  /// The parts of the header that are read, by their offsets in bytes. The header is there twice, and
  /// SQLite writes the second copy first.
  private enum Offset {
    static let version = 0
    static let counter = 8
    static let isInitialized = 12
    static let secondHeader = 48
  }

  /// The version of the format, which hasn't changed since 2010.
  private static let version: UInt32 = 3_007_000

  /// Maps the index of an open database. Blocks the thread.
  ///
  /// - Parameter path: the path of the database. A connection must have read or written it, and must
  ///   stay open for as long as the counter is used.
  /// - Returns: `nil` if there is no index, or if it has another format.
  init?(ofDatabaseAt path: String) {
    // The descriptor is never closed: that would release the locks by which SQLite protects the index,
    // because a process loses all its locks on a file when it closes any descriptor of the file.
    let descriptor = open(path + "-shm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let size = 2 * Offset.secondHeader
    guard let mapped = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), mapped != MAP_FAILED
    else { return nil }
    header = UnsafeRawPointer(mapped)
    guard header.load(fromByteOffset: Offset.version, as: UInt32.self) == Self.version else {
      return nil
    }
  }

  /// The number of changes, or `nil` while one is being committed.
  var value: UInt32? {
    let second = counter(in: header + Offset.secondHeader)
    atomicMemoryFence(ordering: .acquiring)
    let first = counter(in: header)
    atomicMemoryFence(ordering: .acquiring)
    return first == second ? first : nil
  }

  private func counter(in header: UnsafeRawPointer) -> UInt32? {
    guard header.load(fromByteOffset: Offset.isInitialized, as: UInt8.self) != 0 else { return nil }
    return header.load(fromByteOffset: Offset.counter, as: UInt32.self)
  }
}
