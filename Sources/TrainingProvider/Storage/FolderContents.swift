import Foundation

/// The files below a folder, with what changes when they do. Links aren't followed. Everything here blocks
/// the thread.
struct FolderContents: Hashable, Sendable {
  /// The entries by their paths below the folder.
  private var entries: [String: Entry] = [:]

  private enum Entry: Hashable {
    case folder
    case file(number: UInt64, byteCount: UInt64, change: Date)
  }

  /// Reads a folder. What vanishes meanwhile, or can't be read, is left out.
  init(of folder: URL) {
    let found = FileManager.default.enumerator(atPath: folder.path)
    while let path = found?.nextObject() as? String {
      guard let attributes = found?.fileAttributes else { continue }
      switch attributes[.type] as? FileAttributeType {
      case .typeDirectory: entries[path] = .folder
      case .typeRegular:
        entries[path] = .file(
          number: (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0,
          byteCount: (attributes[.size] as? NSNumber)?.uint64Value ?? 0,
          change: attributes[.modificationDate] as? Date ?? .distantPast)
      default: continue
      }
    }
  }

  /// Whether there is no file.
  var isEmpty: Bool { !entries.values.contains { $0 != .folder } }

  /// The size of all files in bytes.
  var byteCount: UInt64 {
    entries.values.reduce(0) { sum, entry in
      guard case .file(_, let byteCount, _) = entry else { return sum }
      return sum &+ byteCount
    }
  }

  /// Copies the files and folders into an existing folder.
  func copy(from source: URL, to target: URL) throws {
    // Folders come before what is in them.
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let copy = target.appendingPathComponent(path)
      if entry == .folder {
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
      } else {
        try FileManager.default.copyItem(at: source.appendingPathComponent(path), to: copy)
      }
    }
  }
}
