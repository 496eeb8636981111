import Foundation

/// A folder for generated files. Files appear in it all together or, after an error, not at all.
final class OutputFolder {
  private let folder: String
  private let staging: String
  private var names: [String] = []
  /// The files whose content has changed.
  private var staged: [String] = []
  /// The folders that are there.
  private var folders: Set<String> = []

  /// Creates the folder if it doesn't exist.
  ///
  /// - Throws: ``OutputFault``.
  init(_ path: String) throws(OutputFault) {
    folder = path
    staging = "\(path)/.swift-training-\(UUID().uuidString)"
    guard !path.isEmpty else { throw OutputFault(path, WriteFault(code: ENOENT)) }
    do {
      try createFolder(staging)
    } catch {
      throw OutputFault(path, error, making: staging)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: staging) }

  /// Keeps a file until ``publish()``. A file whose content hasn't changed keeps its date, so that it
  /// isn't built again.
  func add(_ name: String, _ content: String) throws {
    names.append(name)
    if Self.isContent(content, of: "\(folder)/\(name)") { return }
    let file = "\(staging)/\(name)"
    try createFolder(LexicalPath.folder(of: file))
    try FileWriter.write(content.utf8, to: file)
    staged.append(name)
  }

  /// Moves the files to their places.
  ///
  /// - Returns: the names of all files.
  func publish() throws -> [String] {
    for name in staged {
      let file = "\(folder)/\(name)"
      try createFolder(LexicalPath.folder(of: file))
      guard rename("\(staging)/\(name)", file) == 0 else {
        throw OutputFault(file, WriteFault(code: errno))
      }
    }
    return names
  }

  private func createFolder(_ path: String) throws {
    guard folders.insert(path).inserted else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  private static func isContent(_ content: String, of path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, Int(status.st_size) == content.utf8.count,
      let existing = FileManager.default.contents(atPath: path)
    else { return false }
    return existing.elementsEqual(content.utf8)
  }
}
