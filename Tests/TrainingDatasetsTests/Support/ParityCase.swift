import TrainingManifest

/// An archive that Python made, and what the Python SDK says of it.
struct ParityCase: Decodable {
  /// The options as the daemon hands them to the SDK: 0 and "" where the proto has none.
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
  /// The rules that its hostile traits break.
  let traits: [String]
  /// What the SDK found wrong; `nil` if it accepts the archive.
  let errors: [String]?

  var requirements: DatasetRequirements {
    DatasetRequirements(
      TrainingOptions(
        datasetMaxSizeMB: options.datasetMaxSizeMb,
        datasetMaxCountFiles: options.datasetMaxCountFiles,
        datasetMaxSizeSingleFileMB: options.datasetMaxSizeSingleFileMb,
        datasetFilesType: options.datasetFilesType, datasetType: options.datasetType))
  }

  /// Whether the SDK only dislikes file types, of which it knows fewer: it wants them in the option's
  /// letter case, of directories too.
  var isOnlyAboutTypes: Bool { errors?.allSatisfy { $0.hasPrefix("Wrong file type") } ?? true }
}
