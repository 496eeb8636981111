import Foundation

/// An installed `protoc`, started once for each input.
public final class Protoc: JudgedCompiler {
  private let path: String
  private let arguments: [String]
  private let scratch: String

  /// - Parameters:
  ///   - path: the program.
  ///   - arguments: more arguments, such as `--retain_options`.
  ///   - scratch: an existing folder for this compiler alone. Compilers that run at the same time
  ///     need folders of their own.
  public init(at path: String, arguments: [String] = [], scratch: String) {
    self.path = path
    self.arguments = arguments
    self.scratch = scratch
  }

  public func verdict(on input: CompilerInput) throws -> Verdict {
    let memory = "\(scratch)/files"
    let output = "\(scratch)/set.binpb"
    let errors = "\(scratch)/errors"
    try? FileManager.default.removeItem(atPath: memory)
    try FileManager.default.createDirectory(atPath: memory, withIntermediateDirectories: true)
    for (name, bytes) in input.files { try Self.write(bytes, to: "\(memory)/\(name)") }
    let folders = [memory] + input.folders
    let command =
      [path] + folders.map { "-I\($0)" } + arguments
      + ["--include_imports", "--include_source_info", "--descriptor_set_out=\(output)"]
      + input.requested
    let status = try ProcessLaunch.run(command, errorsTo: errors)
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self)
    let messages = text.split(whereSeparator: \.isNewline).map { line in
      CompilerMessage(protocLine: line).relative(to: folders)
    }
    let descriptors =
      status == 0 ? [UInt8](try Data(contentsOf: URL(fileURLWithPath: output))) : nil
    return Verdict(descriptors: descriptors, messages: messages)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }
}
