import Foundation
import ProtoCompiler
import SwiftProtobuf
import TrainingCodeGen
import TrainingSchema

/// The compiled protos of a target, and what is generated from them.
struct TargetGeneration {
  /// The compiled protos.
  let protos: CompiledProtos

  /// The hashes of all files that were read, by their paths.
  let inputs: [String: String]

  let sources: TargetSources
  private let generator: String

  /// The names by which protos are imported, by their paths, and the other way round.
  private let names: [String: String]
  private let byName: [String: TargetDescription.Proto]

  /// What each compiled file imports, by their names.
  private let imports: [String: [String]]

  /// Problems outside of the compiler.
  private let problems: [Finding]

  init(_ sources: TargetSources, generator: String) {
    let target = sources.target
    let pairs = zip(target.protos, sources.names)
    self.sources = sources
    self.generator = generator
    names = Dictionary(pairs.map { ($0.path, $1) }, uniquingKeysWith: { first, _ in first })
    byName = Dictionary(pairs.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let origin = ProtoSources(
      sources.folders, wellKnown: target.wellKnownProtos, target: target.module)
    let compiled = Protoc.compiled(sources, origin)
    protos = compiled.protos
    problems = compiled.problems
    let files = protos.compilation.files
    imports = Dictionary(
      files.map { ($0.name, $0.dependencies) }, uniquingKeysWith: { first, _ in first })
    let read = (files.compactMap(\.path) + target.protos.map(\.path) + sources.settingsFiles).map {
      ($0, ContentHash.file($0) ?? "")
    }
    inputs = Dictionary(read, uniquingKeysWith: { first, _ in first })
  }

  /// A hash of everything that a proto's output depends on: its text and those of its imports, its
  /// settings, the modules of its imports, and the generator.
  func key(of proto: TargetDescription.Proto) -> String {
    var hash = ContentHash()
    hash.add(generator)
    hash.add(proto.output)
    hash.add(parameter(proto))
    hash.add(FileSettings.Part.allCases.map { "\(settings(of: proto).has($0))" }.joined())
    hash.add(sources.settings.modules.sorted { $0.key < $1.key }.map { "\($0)" }.joined())
    hash.add(sources.settings.moduleMappings.flatMap { inputs[$0] } ?? "")
    for name in closure(of: name(of: proto)) {
      let path = protos.path(of: name)
      hash.add(name)
      hash.add(path.flatMap { inputs[$0] } ?? "")
      hash.add(path.flatMap { sources.module(of: $0) } ?? "")
    }
    return hash.text
  }

  /// A proto and everything that it imports, in the order in which it was compiled.
  private func closure(of name: String) -> [String] {
    var reached: Set = [name]
    // Each file comes after what it imports.
    for file in protos.compilation.files.reversed() where reached.contains(file.name) {
      reached.formUnion(imports[file.name] ?? [])
    }
    return protos.compilation.files.map(\.name).filter(reached.contains)
  }

  private func settings(of proto: TargetDescription.Proto) -> FileSettings {
    sources.settings(of: proto.path)
  }

  /// The options of the generator for a proto.
  private func parameter(_ proto: TargetDescription.Proto) -> String {
    let parameter = settings(of: proto).parameter(visibility: sources.standardVisibility)
    let mappings = sources.settings.moduleMappings.map { ",ProtoPathModuleMappings=\($0)" }
    return parameter + (mappings ?? "")
  }

  /// Checks all protos, and generates from some.
  ///
  /// - Parameter paths: the paths of the protos to generate from.
  /// - Returns: everything that was found, and the files that the settings ask for, by the paths of the
  ///   protos.
  func run(
    for paths: Set<String>
  ) throws -> (findings: [Finding], files: [String: [GeneratedFile]]) {
    var findings = compilerFindings + problems
    guard !findings.contains(where: \.isError) else { return (findings, [:]) }
    findings += hiddenDeclarations
    var parts: [String: [GeneratedFile]] = [:]
    let target = sources.target.protos
    let groups = Dictionary(grouping: target, by: parameter).sorted { $0.key < $1.key }
    for (parameter, group) in groups {
      let wanted = Set(group.filter { paths.contains($0.path) }.compactMap { names[$0.path] })
      var request = try protos.request(parameter, for: group.compactMap { names[$0.path] })
      request.modules = modules
      findings += Generator.run(request, writing: wanted) { file in
        parts[OutputName.split(file.name).stem, default: []].append(file)
      }.map(Finding.init)
    }
    let files = target.filter { paths.contains($0.path) }.map { proto in
      let stem = OutputName(proto: name(of: proto), naming: .fullPath).stem
      let found = parts[stem] ?? []
      return (proto.path, found.filter { settings(of: proto).wants($0.name) })
    }
    return (findings, Dictionary(files, uniquingKeysWith: { first, _ in first }))
  }

  /// What the compiler found, without the warnings in files of others.
  private var compilerFindings: [Finding] {
    protos.findings.filter { finding in
      finding.isError || finding.place.map { byName[$0.file] != nil } ?? true
    }
  }

  /// The name by which a proto of the target is imported.
  func name(of proto: TargetDescription.Proto) -> String { names[proto.path] ?? "" }

  /// The modules with the Swift of imported protos.
  private var modules: [String: String] {
    let known = protos.paths.compactMapValues { sources.module(of: $0) }
    return known.merging(sources.settings.modules) { $1 }
  }

  /// Errors at imports of protos whose declarations can't be seen from here.
  private var hiddenDeclarations: [Finding] {
    protos.compilation.files.filter { byName[$0.name] != nil }.flatMap { file -> [Finding] in
      ProtoImport.all(in: text(of: file)).compactMap { found -> Finding? in
        guard let path = protos.path(of: found.name),
          let hidden = sources.insufficientVisibility(of: path), hasTypes(found.name)
        else { return nil }
        let wanted = hidden.module.isInPackage ? "package" : "public"
        return Finding(
          ruleID: "module-visibility", isError: true,
          place: Finding.Place(file.name, found.position),
          message: "the Swift of \(found.name) in the module \(hidden.module.name) is "
            + "\(hidden.level.lowercased()); set \"visibility\": \"\(wanted)\" in "
            + "\(hidden.module.folder)/\(SettingsFiles.own)")
      }
    }
  }

  /// The text of a file, which isn't known yet if `protoc` compiled the file.
  private func text(of file: CompiledFile) -> [UInt8] {
    protos.text(of: file.name)
      ?? file.path.flatMap { FileManager.default.contents(atPath: $0) }.map([UInt8].init) ?? []
  }

  /// Whether a file declares types that others can use.
  private func hasTypes(_ name: String) -> Bool {
    protos.compilation.files.contains { file in
      guard file.name == name else { return false }
      let descriptor = file.descriptor(sourceInfo: false, retainsOptions: true)
      return !descriptor.messageType.isEmpty || !descriptor.enumType.isEmpty
    }
  }
}
