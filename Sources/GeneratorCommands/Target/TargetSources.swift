import Foundation
import ProtoCompiler

/// The protos of a target with their settings, and the folders and modules that they can import.
struct TargetSources {
  let target: TargetDescription
  let settings: GeneratorSettings
  let roots: ImportRoots

  /// The import folders and the settings of each module on which the target depends.
  private let modules: [Module]

  private struct Module {
    let module: TargetDescription.Module
    let settings: GeneratorSettings
    let roots: ImportRoots
    let isShared: Bool
  }

  /// - Throws: ``SettingsFault``.
  init(_ target: TargetDescription) throws(SettingsFault) {
    self.target = target
    let paths = target.protos.map(\.path)
    settings = try SettingsReader.settings(in: target.folder, for: paths)
    roots = ImportRoots(target.folder, settings.importPaths, for: paths)
    var modules: [Module] = []
    for module in target.dependencies {
      let protos = Self.protos(in: module.folder)
      let settings = try SettingsReader.settings(in: module.folder, for: protos)
      let roots = ImportRoots(module.folder, settings.importPaths, for: protos)
      modules.append(
        Module(
          module: module, settings: settings, roots: roots, isShared: module.isInPackage))
    }
    self.modules = modules
  }

  private static func protos(in folder: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: folder)
    return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".proto") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  /// The name by which each of the target's protos is imported.
  var names: [String] { target.protos.map { roots.name(of: $0.path) } }

  /// The folders in which imports are looked for, in order.
  var folders: [String] {
    var seen: Set<String> = []
    return (roots.searched + modules.flatMap(\.roots.searched)).filter { seen.insert($0).inserted }
  }

  /// The settings files that were read, and the file with modules that they name.
  var settingsFiles: [String] {
    settings.files + modules.flatMap(\.settings.files)
      + [settings.moduleMappings].compactMap(\.self)
  }

  /// The module with the Swift of a proto; `nil` if it's this one, or unknown.
  ///
  /// - Parameter path: the absolute path of the proto.
  func module(of path: String) -> String? { owner(of: path)?.module.name }

  private func owner(of path: String) -> Module? {
    guard !target.protos.contains(where: { $0.path == path }) else { return nil }
    return modules.filter { path.hasPrefix("\($0.module.folder)/") }
      .max { $0.module.folder.count < $1.module.folder.count }
  }

  /// The access level of a proto's declarations, if its settings name none.
  var standardVisibility: String { target.isShared ? "Package" : "Internal" }

  /// The settings of one of the target's protos.
  func settings(of path: String) -> FileSettings {
    settings.settings(for: Self.path(path, in: target.folder))
  }

  /// The access level of another module's proto, if it isn't enough to use the declarations.
  func insufficientVisibility(of path: String) -> (module: TargetDescription.Module, level: String)?
  {
    guard let owner = owner(of: path) else { return nil }
    let stem = path.dropLast(".proto".count)
    // Files that are kept in the package were generated with options that aren't known here.
    guard !FileManager.default.fileExists(atPath: "\(stem).pb.swift") else { return nil }
    let settings = owner.settings.settings(for: Self.path(path, in: owner.module.folder))
    let level = settings.visibility ?? (owner.isShared ? "Package" : "Internal")
    let isEnough = level == "Public" || (level == "Package" && owner.module.isInPackage)
    return isEnough ? nil : (owner.module, level)
  }

  private static func path(_ path: String, in folder: String) -> String {
    path.hasPrefix("\(folder)/") ? String(path.dropFirst(folder.count + 1)) : path
  }
}
