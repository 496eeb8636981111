/// The settings of a target's plugin, from its settings files.
struct GeneratorSettings: Hashable {
  /// Settings for the protos whose paths match a pattern.
  struct Rule: Hashable {
    let pattern: GlobPattern
    let settings: FileSettings
  }

  /// The files that the settings were read from.
  var files: [String] = []

  /// The folders for imports, as absolute paths.
  var importPaths: [String] = []

  /// The protoc to compile with; `nil` for the built-in compiler.
  var protocPath: String?

  /// How the command plugin names files.
  var fileNaming = "FullPath"

  /// Modules by the names of the protos whose Swift they have.
  var modules: [String: String] = [:]

  /// A text format file with modules, as an absolute path.
  var moduleMappings: String?

  /// What applies to all protos.
  var standard = FileSettings()

  /// What applies to some protos, the most important last.
  var rules: [Rule] = []

  /// The settings of a proto.
  ///
  /// - Parameter path: the path in the target's folder.
  func settings(for path: String) -> FileSettings {
    rules.filter { $0.pattern.matches(path) }.reduce(standard) { $1.settings.overriding($0) }
  }
}
