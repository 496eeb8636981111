/// The training options of a method, as they are written in the proto; `nil` for options that
/// aren't given.
///
/// They are the extensions 50001 to 50008 of `google.protobuf.MethodOptions`, declared in
/// `training.proto`.
public struct TrainingOptions: Codable, Hashable, Sendable {
  /// The model that is used if a request names none.
  public var defaultModelID: String?

  /// How many models one user may have.
  public var maxModelsPerUser: UInt64?

  /// The largest allowed size of an archive, in units of 1024 · 1024 bytes.
  public var datasetMaxSizeMB: UInt64?

  /// The largest allowed number of entries in an archive.
  public var datasetMaxCountFiles: UInt64?

  /// The largest allowed size of an entry, in units of 1024 · 1024 bytes.
  public var datasetMaxSizeSingleFileMB: UInt64?

  /// The accepted file name extensions, separated by commas, for example `png, mp4, txt, mp3`.
  public var datasetFilesType: String?

  /// The accepted archive kinds, separated by commas, for example `zip, tar.gz`.
  public var datasetType: String?

  /// A description of further requirements for datasets, for people.
  public var datasetDescription: String?

  /// Creates options; an argument that is left out stands for an option that the proto does not give.
  public init(
    defaultModelID: String? = nil,
    maxModelsPerUser: UInt64? = nil,
    datasetMaxSizeMB: UInt64? = nil,
    datasetMaxCountFiles: UInt64? = nil,
    datasetMaxSizeSingleFileMB: UInt64? = nil,
    datasetFilesType: String? = nil,
    datasetType: String? = nil,
    datasetDescription: String? = nil
  ) {
    self.defaultModelID = defaultModelID
    self.maxModelsPerUser = maxModelsPerUser
    self.datasetMaxSizeMB = datasetMaxSizeMB
    self.datasetMaxCountFiles = datasetMaxCountFiles
    self.datasetMaxSizeSingleFileMB = datasetMaxSizeSingleFileMB
    self.datasetFilesType = datasetFilesType
    self.datasetType = datasetType
    self.datasetDescription = datasetDescription
  }

  /// Whether no option is given.
  public var isEmpty: Bool { self == TrainingOptions() }

  /// The keys are the names of the options in `training.proto`.
  private enum CodingKeys: String, CodingKey {
    case defaultModelID = "default_model_id"
    case maxModelsPerUser = "max_models_per_user"
    case datasetMaxSizeMB = "dataset_max_size_mb"
    case datasetMaxCountFiles = "dataset_max_count_files"
    case datasetMaxSizeSingleFileMB = "dataset_max_size_single_file_mb"
    case datasetFilesType = "dataset_files_type"
    case datasetType = "dataset_type"
    case datasetDescription = "dataset_description"
  }
}
