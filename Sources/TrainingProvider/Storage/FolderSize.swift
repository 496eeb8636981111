import Foundation

/// How much space the files of a folder take up.
enum FolderSize {
  /// Returns the total size in bytes of the regular files below `folder`. Files that vanish meanwhile
  /// don't count, and links aren't followed. Blocks the thread.
  static func byteCount(below folder: URL) -> UInt64 {
    var sum: UInt64 = 0
    let entries = FileManager.default.enumerator(atPath: folder.path)
    while entries?.nextObject() != nil {
      guard let attributes = entries?.fileAttributes,
        attributes[.type] as? FileAttributeType == .typeRegular
      else { continue }
      sum &+= (attributes[.size] as? NSNumber)?.uint64Value ?? 0
    }
    return sum
  }
}
