import Foundation

/// The settings from the file `training-generator.json` in a target's folder. Each key is optional:
///
///     { "options": ["Visibility=Public"], "importPaths": ["../Protos"] }
struct GeneratorSettings {
  static let fileName = "training-generator.json"

  /// Options of protoc-gen-swift-training, with their values.
  var options: [String] = []

  /// Additional folders in which imports are searched.
  var importPaths: [URL] = []

  /// The file with the settings, if it exists.
  var file: URL?

  /// - Throws: ``PluginError`` if the file cannot be read or has unknown keys or values of another
  ///   type.
  init(of folder: URL) throws {
    let file = folder.appendingPathComponent(Self.fileName)
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    self.file = file
    let settings: [String: [String]]
    do {
      settings = try JSONDecoder().decode([String: [String]].self, from: Data(contentsOf: file))
    } catch {
      throw PluginError(
        "\(file.path) isn't a JSON object of arrays of strings, such as "
          + "{\"options\": [\"Visibility=Public\"]}: \(error.localizedDescription)")
    }
    for (key, values) in settings {
      switch key {
      case "options": options = values
      case "importPaths":
        let base = URL(fileURLWithPath: folder.path, isDirectory: true)
        importPaths = values.map { URL(fileURLWithPath: $0, relativeTo: base).standardizedFileURL }
      default:
        throw PluginError("\(file.path) has the unknown key \(key); use options or importPaths")
      }
    }
  }

  /// Refuses options that the plugin sets itself.
  ///
  /// - Parameter decided: names of options, or options with their values.
  func refuse(_ decided: [String]) throws {
    for option in options {
      let name = option.split(separator: "=").first.map(String.init) ?? option
      guard decided.contains(name) || decided.contains(option) else { continue }
      throw PluginError(
        "\(file?.path ?? "") sets \(option), which this plugin sets itself; remove it")
    }
  }
}
