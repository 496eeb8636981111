/// The training options of one method, as the proto gives them; `nil` where it gives none.
///
/// Field numbers 50001 to 50008 of `google.protobuf.MethodOptions`, declared in `training.proto`.
public struct TrainingOptions: Codable, Hashable, Sendable {
  /// The model that answers when a request names none.
  public var defaultModelID: String?

  /// How many models one user may have.
  public var maxModelsPerUser: UInt64?

  /// The largest archive, in units of 1024 · 1024 bytes, inclusive.
  public var datasetMaxSizeMB: UInt64?

  /// The largest number of entries in an archive, inclusive.
  public var datasetMaxCountFiles: UInt64?

  /// The largest entry, in units of 1024 · 1024 bytes, inclusive.
  public var datasetMaxSizeSingleFileMB: UInt64?

  /// Welcome file name extensions, comma separated, e.g. `png, mp4, txt, mp3`.
  public var datasetFilesType: String?

  /// Welcome archive kinds, comma separated, e.g. `zip, tar.gz`.
  public var datasetType: String?

  /// What else a dataset has to satisfy, for people.
  public var datasetDescription: String?

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

  /// Whether the proto gives none of the options.
  public var isEmpty: Bool { self == TrainingOptions() }

  /// The keys are the options' own names in `training.proto`.
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
