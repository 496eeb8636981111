public import SwiftProtobuf
public import TrainingManifest
import TrainingProtos

extension TrainingOptions {
  /// Reads the training options of a method. The options must have been decoded with
  /// ``extensions``.
  public init(_ options: Google_Protobuf_MethodOptions) {
    func given<Value>(_ isGiven: Bool, _ value: Value) -> Value? { isGiven ? value : nil }
    self.init(
      defaultModelID: given(
        options.hasTraining_defaultModelID, options.Training_defaultModelID),
      maxModelsPerUser: given(
        options.hasTraining_maxModelsPerUser, options.Training_maxModelsPerUser),
      datasetMaxSizeMB: given(
        options.hasTraining_datasetMaxSizeMb, options.Training_datasetMaxSizeMb),
      datasetMaxCountFiles: given(
        options.hasTraining_datasetMaxCountFiles, options.Training_datasetMaxCountFiles),
      datasetMaxSizeSingleFileMB: given(
        options.hasTraining_datasetMaxSizeSingleFileMb,
        options.Training_datasetMaxSizeSingleFileMb),
      datasetFilesType: given(
        options.hasTraining_datasetFilesType, options.Training_datasetFilesType),
      datasetType: given(options.hasTraining_datasetType, options.Training_datasetType),
      datasetDescription: given(
        options.hasTraining_datasetDescription, options.Training_datasetDescription))
  }

  /// The extensions for decoding a `CodeGeneratorRequest`.
  public static var extensions: SimpleExtensionMap { Training_Training_Extensions }
}
