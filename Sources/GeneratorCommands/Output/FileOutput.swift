import Foundation

/// Writes the results of commands.
enum FileOutput {
  /// Writes a text to a file, or to standard output.
  static func write(_ text: String, to path: String?) throws {
    guard let path else { return print(text, terminator: "") }
    try write(Data(text.utf8), to: path)
  }

  /// Writes bytes to a file.
  static func write(_ bytes: Data, to path: String) throws {
    try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// Writes a line to standard error.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }
}
