import Foundation

/// Writes the results of commands.
enum FileOutput {
  /// Writes a text to a file, or to standard output.
  static func write(_ text: String, to path: String?) throws {
    guard let path else { return print(text, terminator: "") }
    try write(Data(text.utf8), to: path)
  }

  /// Writes bytes to a file, which appears complete or not at all. What isn't a file, such as a pipe or
  /// `/dev/null`, stays what it is and is written to.
  ///
  /// - Throws: ``OutputFault``.
  static func write(_ bytes: Data, to path: String) throws(OutputFault) {
    do {
      try place(bytes, path)
    } catch {
      throw OutputFault(path, error)
    }
  }

  private static func place(_ bytes: Data, _ path: String) throws {
    let url = URL(fileURLWithPath: path)
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard let type, type != .typeRegular, type != .typeDirectory else {
      return try bytes.write(to: url, options: .atomic)
    }
    let handle = try FileHandle(forWritingTo: url)
    defer { try? handle.close() }
    // Only a link can lead to a file, which may be longer.
    try? handle.truncate(atOffset: 0)
    try handle.write(contentsOf: bytes)
  }

  /// Writes a line to standard error.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }
}
