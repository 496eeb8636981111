import Foundation
import PackagePlugin

/// The files whose changes can change what is generated for a target.
enum Inputs {
  /// The protos and settings of targets, and the protos in the folders that the settings name.
  static func files(of targets: [any SourceModuleTarget]) -> [URL] {
    let files = targets.flatMap { target in
      let settings = settings(of: target)
      return target.protos + settings + settings.flatMap(named)
    }
    var seen: Set<String> = []
    return files.filter { seen.insert($0.path).inserted }
  }

  private static func settings(of target: any SourceModuleTarget) -> [URL] {
    let own = target.directoryURL.appendingPathComponent(SettingsFiles.own)
    let listed = target.sourceFiles.map(\.url).filter { file in
      file.path != own.path && SettingsFiles.all.contains(file.lastPathComponent)
    }
    return (FileManager.default.fileExists(atPath: own.path) ? [own] : []) + listed
  }

  /// The protos and mapping files that a settings file leads to. A file that can't be read leads
  /// nowhere: the generator reports what is wrong with it.
  private static func named(in settings: URL) -> [URL] {
    guard let data = try? Data(contentsOf: settings),
      let content = try? JSONSerialization.jsonObject(with: data)
    else { return [] }
    let base = settings.deletingLastPathComponent()
    return paths(in: content).flatMap { path in
      files(at: URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL)
    }
  }

  private static func paths(in value: Any) -> [String] {
    if let values = value as? [Any] { return values.flatMap(paths) }
    guard let object = value as? [String: Any] else { return [] }
    return object.sorted { $0.key < $1.key }.flatMap { key, value in
      guard SettingsFiles.pathKeys.contains(key) else { return paths(in: value) }
      return (value as? [String]) ?? (value as? String).map { [$0] } ?? []
    }
  }

  private static func files(at place: URL) -> [URL] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
      return []
    }
    guard isFolder.boolValue else { return [place] }
    let found = FileManager.default.enumerator(
      at: place, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "proto" }
      .sorted { $0.path < $1.path }
  }
}

/// A problem that the user has to fix before code can be generated.
struct PluginError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
