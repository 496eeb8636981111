import Foundation
import ProtoCompiler
import TrainingCodeGen
import TrainingSchema

/// Generates the Swift of a target's protos for the build: only what has changed, and only if it
/// differs from what is there.
struct TargetBuild {
  private let target: TargetDescription
  private let folder: URL
  private let record: URL

  /// - Parameters:
  ///   - target: the target.
  ///   - folder: the folder for Swift files, which holds nothing else.
  init(_ target: TargetDescription, in folder: URL) {
    self.target = target
    self.folder = folder
    record = URL(fileURLWithPath: "\(folder.path).json")
  }

  /// Generates what is out of date.
  ///
  /// - Returns: the warnings of all protos, and the errors, for people.
  /// - Throws: ``SettingsFault``, or an error of the file system.
  func run() throws -> (report: String, isRefused: Bool) {
    if let file = target.committed.first { return (Self.conflict(at: file), true) }
    let generator = GeneratorIdentity.current()
    let last = BuildRecord.read(record)
    if let last, last.isCurrent(generator, target, in: folder) { return (last.warnings, false) }
    let sources = try TargetSources(target)
    let generation = TargetGeneration(sources, generator: generator)
    let report = BuildReport(protos: generation.protos, settings: sources.settings.files.first)
    var changed: [String: String] = [:]
    for proto in target.protos {
      let (key, output) = (generation.key(of: proto), last?.outputs[proto.path])
      if key != output?.key || output?.isUnchanged(in: folder) != true { changed[proto.path] = key }
    }
    let result = try generation.run(for: Set(changed.keys))
    let isRefused = result.findings.contains(where: \.isError)
    let text = report.text(result.findings + generation.unwatchedImports)
    if isRefused { return (text, true) }
    var outputs: [String: BuildRecord.Output] = [:]
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for proto in target.protos {
      if let parts = result.files[proto.path], let key = changed[proto.path] {
        let files = Self.files(of: proto, named: generation.name(of: proto), parts)
        for (name, content) in files { try write(content, to: name) }
        outputs[proto.path] = output(key, Array(files.keys))
      } else {
        outputs[proto.path] = last?.outputs[proto.path]
      }
    }
    try removeFiles(except: Set(outputs.values.flatMap(\.files.keys)))
    try BuildRecord(
      generator: generator, target: target, inputs: generation.inputs, outputs: outputs,
      warnings: text
    ).write(to: record)
    return (text, false)
  }

  /// The command plugin's files declare what would be declared again.
  private static func conflict(at file: String) -> String {
    "\(file):1:1: error: the plugin TrainingGenerator generates the declarations of this file again; "
      + "remove the file with swift package generate-swift-training --clean, or remove the plugin "
      + "from the target [committed-file]\n"
  }

  /// The files of a proto: one for all its Swift, and the manifest.
  private static func files(
    of proto: TargetDescription.Proto, named name: String, _ parts: [GeneratedFile]
  ) -> [String: String] {
    let swift = parts.filter { $0.name.hasSuffix(".swift") }.map(\.content)
    var files = [proto.output: CombinedFile(swift).content(for: name)]
    if let manifest = parts.first(where: { $0.name.hasSuffix(".json") }) {
      let stem = proto.output.dropLast(".pb.swift".count)
      files["\(stem).training.json"] = manifest.content
    }
    return files
  }

  private func output(_ key: String, _ names: [String]) -> BuildRecord.Output {
    let stamps = names.compactMap { name in
      FileStamp(folder.appendingPathComponent(name).path).map { (name, $0) }
    }
    return BuildRecord.Output(
      key: key, files: Dictionary(stamps, uniquingKeysWith: { first, _ in first }))
  }

  /// A file that is the same keeps its time, so that it isn't compiled again.
  private func write(_ content: String, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    let data = Data(content.utf8)
    guard data != (try? Data(contentsOf: file)) else { return }
    try FileWriter.replace(file.path, with: data)
  }

  private func removeFiles(except names: Set<String>) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where !names.contains(name) {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
