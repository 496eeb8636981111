import Foundation

/// Protos that belong together.
public struct Corpus: Sendable {
  public let name: String

  /// The folder from which the names of ``files`` start.
  public let folder: String

  /// More folders with imports.
  public let includes: [String]

  /// The names of the protos, sorted.
  public let files: [String]

  /// Finds all protos in a folder and its subfolders, except for those in folders with imports: these
  /// have shorter names there.
  public init(name: String, folder: String, includes: [String]) throws {
    self.name = name
    self.folder = folder
    self.includes = includes
    self.files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { file in
        file.hasSuffix(".proto")
          && !includes.contains { "\(folder)/\(file)".hasPrefix("\($0)/") && $0 != folder }
      }.sorted()
  }

  /// Reads a description `NAME:FOLDER` or `NAME:FOLDER:INCLUDE…`.
  public init(_ description: String) throws {
    let parts = description.split(separator: ":").map(String.init)
    guard parts.count >= 2 else { throw CorpusFailure(description: description) }
    try self.init(name: parts[0], folder: parts[1], includes: Array(parts[2...]))
  }

  /// The inputs in which each file is compiled alone, with its imports.
  public var inputs: [CompilerInput] { files.map { input(for: [$0]) } }

  /// The input in which all files are compiled together.
  public var whole: CompilerInput { input(for: files) }

  private func input(for files: [String]) -> CompilerInput {
    CompilerInput(folders: [folder] + includes, requested: files)
  }

  /// The text of a file.
  public func text(of file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")))
  }
}

/// A corpus that can't be read.
struct CorpusFailure: Error, CustomStringConvertible {
  let description: String

  init(description: String) {
    self.description =
      "a corpus is given as NAME:FOLDER or NAME:FOLDER:INCLUDE…, not \(description)"
  }
}
