package import Foundation

/// Writes cached data to disk, so that it survives a crash of the machine. Blocks the thread.
package enum FileSynchronization {
  /// A function that synchronizes one file, or the entries of one directory.
  package typealias Synchronize = @Sendable (URL) throws(SystemError) -> Void

  /// Synchronizes one file, or the entries of one directory.
  @Sendable package static func synchronize(_ url: URL) throws(SystemError) {
    let opened = open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard opened >= 0 else { throw SystemError("open") }
    defer { close(opened) }
    guard fsync(opened) == 0 else { throw SystemError("fsync") }
  }

  /// Synchronizes the regular files and directories below `root`, and `root` itself.
  ///
  /// - Parameters:
  ///   - root: the directory.
  ///   - synchronize: synchronizes one file or directory.
  /// - Returns: the total size of the files in bytes.
  package static func synchronizeTree(_ root: URL, by synchronize: Synchronize) throws -> UInt64 {
    var byteCount: UInt64 = 0
    let manager = FileManager.default
    let entries = manager.enumerator(atPath: root.path)
    while let entry = entries?.nextObject() as? String {
      let url = root.appendingPathComponent(entry)
      let attributes = try manager.attributesOfItem(atPath: url.path)
      switch attributes[.type] as? FileAttributeType {
      case .typeRegular:
        byteCount += (attributes[.size] as? NSNumber)?.uint64Value ?? 0
        try synchronize(url)
      case .typeDirectory:
        try synchronize(url)
      default:
        continue
      }
    }
    try synchronize(root)
    return byteCount
  }
}
