import Foundation
import TrainingCodeGen
import TrainingManifest
import TrainingSchema

/// The generated files that a target keeps in its folder, as the command plugin writes them.
struct SourceTree {
  /// What is to be done with a file.
  enum State: Equatable {
    case current
    case stale(content: String)
    /// The proto that it was generated from is gone, or doesn't need the file any more.
    case left
  }

  /// A generated file, or one that should be there.
  struct File {
    let path: String

    /// The absolute path of the proto; `nil` if there is none.
    let proto: String?

    let state: State
  }

  private let folder: URL

  /// Whether the folder has generated files alone, so that others of them are left from earlier runs.
  private let isDedicated: Bool

  /// - Parameters:
  ///   - target: the target.
  ///   - folder: the folder for generated files.
  init(_ target: TargetDescription, in folder: URL) {
    self.folder = folder
    isDedicated = folder.standardizedFileURL.path != target.folder
  }

  /// All files, in the order of their paths.
  ///
  /// - Parameters:
  ///   - generated: the files by the paths of their protos, named after the protos' full names.
  ///   - naming: how files are named.
  /// - Throws: ``SourceTreeFault`` if two protos have the same output.
  func files(
    _ generated: [String: [GeneratedFile]], naming: GeneratorOptions.FileNaming
  ) throws(SourceTreeFault) -> [File] {
    var files: [String: File] = [:]
    for (proto, parts) in generated.sorted(by: { $0.key < $1.key }) {
      for part in parts {
        let path = place(part.name, naming)
        if let other = files[path]?.proto, other != proto {
          throw SourceTreeFault(path: path, protos: [other, proto])
        }
        let isCurrent = FileManager.default.contents(atPath: path) == Data(part.content.utf8)
        files[path] = File(
          path: path, proto: proto, state: isCurrent ? .current : .stale(content: part.content))
      }
    }
    for path in existing where files[path] == nil {
      files[path] = File(path: path, proto: nil, state: .left)
    }
    return files.values.sorted { $0.path < $1.path }
  }

  /// The path of a file, whose name begins with that of its proto.
  private func place(_ name: String, _ naming: GeneratorOptions.FileNaming) -> String {
    let (proto, ending) = OutputName.split(name)
    let stem = OutputName(proto: proto, naming: naming).stem
    return folder.appendingPathComponent(stem + ending).standardizedFileURL.path
  }

  /// Generated files in a folder of their own.
  var existing: [String] {
    guard isDedicated, let found = FileManager.default.enumerator(atPath: folder.path) else {
      return []
    }
    let names = found.compactMap { $0 as? String }.filter { name in
      OutputName.endings.contains { name.hasSuffix($0) }
    }
    return names.map { folder.appendingPathComponent($0).standardizedFileURL.path }
      .filter(Self.isGenerated).sorted()
  }

  /// Whether a file comes from this generator. A manifest has no comment that says so.
  private static func isGenerated(_ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path) else { return false }
    if path.hasSuffix(".json") { return (try? Manifest(json: data)) != nil }
    return data.prefix(4096).firstRange(of: Data("protoc-gen-swift-training".utf8)) != nil
  }

  /// Brings a file up to date.
  static func apply(_ file: File) throws {
    let url = URL(fileURLWithPath: file.path)
    switch file.state {
    case .current: return
    case .left: try FileManager.default.removeItem(at: url)
    case .stale(let content):
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileWriter.replace(file.path, with: content.utf8)
    }
  }
}

/// Two protos whose generated files would have the same name.
struct SourceTreeFault: Error, CustomStringConvertible {
  let path: String
  let protos: [String]

  var description: String {
    "\(path) would be generated from \(protos.joined(separator: " and from ")); set \"fileNaming\" to "
      + "\"fullPath\" or \"pathToUnderscores\" in \(SettingsFiles.own)"
  }
}
