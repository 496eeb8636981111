import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// The training options that a method gives.
enum GivenOption {
  /// The options in the order of their numbers.
  static func all(of method: MethodDescriptor) -> [any TrainingOption] {
    let options = method.trainingOptions
    return table.filter { $0.isGiven(options) }.map(\.option)
  }

  private static var table: [(option: any TrainingOption, isGiven: (TrainingOptions) -> Bool)] {
    [
      (Training_Extensions_default_model_id, { $0.defaultModelID != nil }),
      (Training_Extensions_max_models_per_user, { $0.maxModelsPerUser != nil }),
      (Training_Extensions_dataset_max_size_mb, { $0.datasetMaxSizeMB != nil }),
      (Training_Extensions_dataset_max_count_files, { $0.datasetMaxCountFiles != nil }),
      (
        Training_Extensions_dataset_max_size_single_file_mb,
        { $0.datasetMaxSizeSingleFileMB != nil }
      ),
      (Training_Extensions_dataset_files_type, { $0.datasetFilesType != nil }),
      (Training_Extensions_dataset_type, { $0.datasetType != nil }),
      (Training_Extensions_dataset_description, { $0.datasetDescription != nil }),
    ]
  }
}
