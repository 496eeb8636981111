extension TrainingOptions {
  /// The options as the daemon stores them. It can't distinguish 0 or "" from an option that isn't
  /// given.
  public var withoutZeros: TrainingOptions {
    TrainingOptions(
      defaultModelID: Self.kept(defaultModelID),
      maxModelsPerUser: Self.kept(maxModelsPerUser),
      datasetMaxSizeMB: Self.kept(datasetMaxSizeMB),
      datasetMaxCountFiles: Self.kept(datasetMaxCountFiles),
      datasetMaxSizeSingleFileMB: Self.kept(datasetMaxSizeSingleFileMB),
      datasetFilesType: Self.kept(datasetFilesType),
      datasetType: Self.kept(datasetType),
      datasetDescription: Self.kept(datasetDescription))
  }

  private static func kept(_ text: String?) -> String? {
    text == "" ? nil : text
  }

  private static func kept(_ number: UInt64?) -> UInt64? {
    number == 0 ? nil : number
  }
}
