import ProtoCompiler

/// What to do about imports that aren't found.
struct ImportHints {
  /// Whether there is a folder with protobuf's own protos.
  let hasWellKnown: @Sendable () -> Bool

  /// The target that SwiftPM builds; `nil` if a person runs the program.
  var target: String?

  /// How many folders around a file are looked into.
  private static let maximumHeight = 20

  /// The messages, enums and options that the contract declares.
  static let contractNames = [
    "ModelID", "ModelResponse", "NewModel", "PriceInBaseUnit", "Status", "StatusResponse",
    "UploadInput", "ValidateRequest", "dataset_description", "dataset_files_type",
    "dataset_max_count_files", "dataset_max_size_mb", "dataset_max_size_single_file_mb",
    "dataset_type", "default_model_id", "max_models_per_user",
  ]

  /// What the compiler says about missing imports: the folder that isn't searched, the protos that
  /// declare a name of the contract's, where protobuf's own protos come from.
  var advice: ImportAdvice {
    let files = Self.contractNames.map { ("training.\($0)", Contract.name) }
    return ImportAdvice(
      declaringFiles: Dictionary(files, uniquingKeysWith: { first, _ in first }),
      missing: sentence)
  }

  private func sentence(_ name: String, _ importer: String?) -> String? {
    if name.hasPrefix("google/protobuf/"), !hasWellKnown() {
      return "Install protoc, whose include folder has it, or name its folder with -I."
    }
    let folder = folder(with: name, above: importer)
    guard let target else { return folder.map { "It is in \($0): add -I \($0)." } }
    return folder.map { "It is in \($0): add this folder to importPaths in \(SettingsFiles.own)." }
      ?? "If it belongs to another target that uses the plugin, add that target to the dependencies of "
      + "\(target) in Package.swift."
  }

  /// A folder around a file from which an import leads to a file.
  private func folder(with name: String, above importer: String?) -> String? {
    guard let importer, FolderResolver.isImportable(name) else { return nil }
    var folder = LexicalPath.folder(of: importer)
    for _ in 0..<Self.maximumHeight {
      let candidate = folder == "." ? name : "\(folder)/\(name)"
      if LexicalPath.kind(candidate) != .missing { return folder }
      guard folder != ".", folder != "/" else { return nil }
      folder = LexicalPath.folder(of: folder)
    }
    return nil
  }
}
