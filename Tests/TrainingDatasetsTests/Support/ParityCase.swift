import TrainingManifest

/// An archive from Python, with the Python SDK's verdict.
struct ParityCase: Decodable {
  /// The options as the daemon passes them to the SDK: 0 and "" if they aren't given.
  struct Options: Decodable {
    let datasetMaxSizeMb: UInt64
    let datasetMaxCountFiles: UInt64
    let datasetMaxSizeSingleFileMb: UInt64
    let datasetFilesType: String
    let datasetType: String
  }

  /// The archive's name in the folder.
  let file: String
  let options: Options
  /// The rules that it breaks because it is hostile.
  let traits: [String]
  /// The SDK's message; `nil` if it accepts the archive.
  let errors: [String]?

  var requirements: DatasetRequirements {
    DatasetRequirements(
      TrainingOptions(
        datasetMaxSizeMB: options.datasetMaxSizeMb,
        datasetMaxCountFiles: options.datasetMaxCountFiles,
        datasetMaxSizeSingleFileMB: options.datasetMaxSizeSingleFileMb,
        datasetFilesType: options.datasetFilesType, datasetType: options.datasetType))
  }

  /// Whether the SDK refuses the archive only because of file types. Its check is stricter: it also
  /// applies to directories and compares letter case.
  var isOnlyAboutTypes: Bool { errors?.allSatisfy { $0.hasPrefix("Wrong file type") } ?? true }
}
