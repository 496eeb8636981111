import Foundation

/// A folder for generated files. Files appear in it all together or, after an error, not at all.
final class OutputFolder {
  private let folder: URL
  private let staging: URL
  private var names: [String] = []

  /// Creates the folder if it doesn't exist.
  ///
  /// - Throws: ``OutputFault``.
  init(_ path: String) throws(OutputFault) {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    staging = folder.appendingPathComponent(".swift-training-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
    } catch {
      throw OutputFault(path, error)
    }
  }

  deinit { try? FileManager.default.removeItem(at: staging) }

  /// Keeps a file until ``publish()``.
  func add(_ name: String, _ content: String) throws {
    let file = staging.appendingPathComponent(name)
    try Self.createFolder(of: file)
    try Data(content.utf8).write(to: file)
    names.append(name)
  }

  /// Moves the files to their places. A file whose content hasn't changed keeps its date, so that
  /// it isn't built again.
  ///
  /// - Returns: the names of the files.
  func publish() throws -> [String] {
    for name in names {
      let (fresh, file) = (
        staging.appendingPathComponent(name), folder.appendingPathComponent(name)
      )
      if FileManager.default.contentsEqual(atPath: fresh.path, andPath: file.path) { continue }
      try Self.createFolder(of: file)
      guard rename(fresh.path, file.path) == 0 else {
        throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
      }
    }
    return names
  }

  private static func createFolder(of file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  }
}
