import Foundation

/// What a run of the generator read and wrote, so that the next one only does what has changed.
struct BuildRecord: Codable {
  /// A proto's output.
  struct Output: Codable {
    /// The hash of everything that the output depends on.
    let key: String

    /// The files by their names.
    let files: [String: FileStamp]
  }

  let generator: String
  let target: TargetDescription

  /// The hashes of the files that were read, by their paths.
  let inputs: [String: String]

  /// The outputs by the paths of the protos.
  let outputs: [String: Output]

  /// The warnings, which each run repeats.
  let warnings: String

  /// Reads a record; `nil` if there is none.
  static func read(_ file: URL) -> BuildRecord? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    return try? JSONDecoder().decode(BuildRecord.self, from: data)
  }

  func write(to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try FileWriter.replace(file.path, with: encoder.encode(self))
  }

  /// Whether nothing has changed since.
  func isCurrent(_ generator: String, _ target: TargetDescription, in folder: URL) -> Bool {
    self.generator == generator && self.target == target
      && inputs.allSatisfy { ContentHash.file($0.key) == $0.value }
      && target.protos.allSatisfy { outputs[$0.path]?.isUnchanged(in: folder) ?? false }
  }
}

extension BuildRecord.Output {
  /// Whether the files are as they were written.
  func isUnchanged(in folder: URL) -> Bool {
    files.allSatisfy { FileStamp(folder.appendingPathComponent($0.key).path) == $0.value }
  }
}
