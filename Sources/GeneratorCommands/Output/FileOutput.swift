import Foundation

/// Writes the results of commands.
enum FileOutput {
  /// Writes a text to a file, or to standard output.
  static func write(_ text: String, to path: String?) throws {
    guard let path else { return print(text, terminator: "") }
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes to a file, which appears complete or not at all. What isn't a file, such as a pipe or
  /// `/dev/null`, stays what it is and is written to.
  ///
  /// - Throws: ``OutputFault``.
  static func write(_ bytes: [UInt8], to path: String) throws(OutputFault) {
    do {
      try place(bytes, path)
    } catch {
      throw OutputFault(path, error)
    }
  }

  private static func place(_ bytes: [UInt8], _ path: String) throws(WriteFault) {
    var status = stat()
    let exists = lstat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists && kind != S_IFREG && kind != S_IFDIR {
      try FileWriter.write(bytes, to: path)
    } else {
      try FileWriter.replace(path, with: bytes)
    }
  }

  /// Writes a line to standard error.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }
}
