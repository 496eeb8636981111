import TrainingManifest
import TrainingProtos

/// An option that is a number of megabytes, with the key path of its value.
struct SizeOption {
  let option: any TrainingOption
  let value: KeyPath<TrainingOptions, UInt64?>

  static var all: [SizeOption] {
    [
      SizeOption(option: Training_Extensions_dataset_max_size_mb, value: \.datasetMaxSizeMB),
      SizeOption(
        option: Training_Extensions_dataset_max_size_single_file_mb,
        value: \.datasetMaxSizeSingleFileMB),
    ]
  }
}
