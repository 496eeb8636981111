import Foundation

/// What the file `training-generator.json` in a target's folder asks for; each key may be left out:
///
///     { "options": ["Visibility=Public"], "importPaths": ["../Protos"] }
struct GeneratorSettings {
  static let fileName = "training-generator.json"

  /// Options of protoc-gen-swift-training, with their values.
  var options: [String] = []

  /// Folders in which imports are looked for beside the target's own.
  var importPaths: [URL] = []

  /// The file they come from, if there is one.
  var file: URL?

  /// - Throws: ``PluginError`` if the file cannot be read or has other keys or values.
  init(of folder: URL) throws {
    let file = folder.appendingPathComponent(Self.fileName)
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    self.file = file
    let settings: [String: [String]]
    do {
      settings = try JSONDecoder().decode([String: [String]].self, from: Data(contentsOf: file))
    } catch {
      throw PluginError("\(file.path) is no JSON object of arrays of strings: \(error)")
    }
    for (key, values) in settings {
      switch key {
      case "options": options = values
      case "importPaths":
        let base = URL(fileURLWithPath: folder.path, isDirectory: true)
        importPaths = values.map { URL(fileURLWithPath: $0, relativeTo: base).standardizedFileURL }
      default:
        throw PluginError("\(file.path) has the key \(key); known are options and importPaths")
      }
    }
  }

  /// Refuses options that the plugin decides by itself.
  ///
  /// - Parameter decided: names of options, or options with their values.
  func refuse(_ decided: [String]) throws {
    for option in options {
      let name = option.split(separator: "=").first.map(String.init) ?? option
      guard decided.contains(name) || decided.contains(option) else { continue }
      throw PluginError("\(file?.path ?? "") sets \(option), which this plugin decides by itself")
    }
  }
}
