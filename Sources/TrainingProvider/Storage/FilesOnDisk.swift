import Foundation

/// How many regular files there are in a place, and how much space they take up. Files that vanish
/// while they are counted don't count, and links aren't followed.
package struct FilesOnDisk: Hashable, Sendable {
  package var count = 0
  package var bytes: UInt64 = 0

  init() {}

  /// Counts the files below a folder. Blocks the thread.
  init(below folder: URL) {
    let entries = FileManager.default.enumerator(atPath: folder.path)
    while entries?.nextObject() != nil { add(entries?.fileAttributes) }
  }

  /// Counts a file, unless it is missing. Blocks the thread.
  mutating func add(_ path: String) {
    add(try? FileManager.default.attributesOfItem(atPath: path))
  }

  private mutating func add(_ attributes: [FileAttributeKey: Any]?) {
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else { return }
    count += 1
    bytes &+= (attributes[.size] as? NSNumber)?.uint64Value ?? 0
  }
}
