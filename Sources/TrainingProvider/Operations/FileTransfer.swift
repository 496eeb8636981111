package import Foundation

/// Repeats files and folders in another place: as hard links within one file system, and otherwise as
/// copies. The provider never changes a file that is complete, so a link is as good as a copy.
package struct FileTransfer {
  /// The number of files that were repeated.
  private(set) var count = 0

  /// Their total size in bytes.
  private(set) var bytes: UInt64 = 0

  /// Whether at least one file had to be copied.
  private(set) var hasCopied = false

  /// Repeats a file or a folder with everything in it.
  ///
  /// - Returns: whether it was there as a whole. If it disappeared meanwhile, nothing is left of it in
  ///   the other place.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFailed``.
  package init() {}

  mutating package func transfer(_ source: URL, to target: URL) throws(ProviderError) -> Bool {
    let before = self
    do {
      try makeFolder(target.deletingLastPathComponent())
      try repeatEntry(source, as: target)
      return true
    } catch  where error.number == ENOENT {
      remove(target)
      self = before
      return false
    } catch {
      remove(target)
      throw ProviderError(
        .storageFailed,
        "\(source.path) cannot be repeated as \(target.path) (\(error.reason)): check the space and "
          + "the permissions there", cause: error)
    }
  }

  private mutating func repeatEntry(_ source: URL, as target: URL) throws(SystemError) {
    var attributes: [FileAttributeKey: Any] = [:]
    try wrapping("lstat") {
      attributes = try FileManager.default.attributesOfItem(atPath: source.path)
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeDirectory:
      try makeFolder(target)
      for name in try names(in: source) {
        try repeatEntry(
          source.appendingPathComponent(name), as: target.appendingPathComponent(name))
      }
      try FileSynchronization.synchronize(target)
    case .typeRegular:
      try repeatFile(source, as: target)
      count += 1
      bytes += (attributes[.size] as? NSNumber)?.uint64Value ?? 0
    default:
      // Trainers may leave symbolic links among their artefacts.
      try wrapping("symlink") { try FileManager.default.copyItem(at: source, to: target) }
    }
  }

  private mutating func repeatFile(_ source: URL, as target: URL) throws(SystemError) {
    guard link(source.path, target.path) != 0 else { return }
    let error = SystemError("link")
    guard [EXDEV, EPERM, EMLINK, ENOTSUP, ENOSYS].contains(error.number) else { throw error }
    try wrapping("copy") { try FileManager.default.copyItem(at: source, to: target) }
    try FileSynchronization.synchronize(target)
    hasCopied = true
  }

  private func makeFolder(_ folder: URL) throws(SystemError) {
    try wrapping("mkdir") {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
  }

  private func names(in folder: URL) throws(SystemError) -> [String] {
    var names: [String] = []
    try wrapping("readdir") {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
    return names
  }

  private func remove(_ target: URL) {
    try? FileManager.default.removeItem(at: target)
    rmdir(target.deletingLastPathComponent().path)
  }

  /// Finds the system's error number in an error of Foundation's.
  private func wrapping(_ call: String, _ body: () throws -> Void) throws(SystemError) {
    do {
      try body()
    } catch {
      throw SystemError(call, number: SystemError.number(of: error))
    }
  }
}
