import TrainingManifest

/// The training methods of the providers under test.
enum TestMethods {
  /// Accepts zips of at most 1 MiB with text files, and three models for each address.
  static let stt = method("stt", maxModelsPerUser: 3)

  /// Like ``stt``, without a limit for models.
  static let tts = method("tts", maxModelsPerUser: nil)

  static let all = [stt, tts]

  /// Like ``stt``, with the default model `default`.
  static let withDefaultModel = method("stt", maxModelsPerUser: 3, defaultModelID: "default")

  private static func method(
    _ name: String, maxModelsPerUser: UInt64?, defaultModelID: String? = nil
  ) -> TrainingMethod {
    TrainingMethod(
      fullName: "service.ExampleService.\(name)", source: "service.proto",
      serviceName: "ExampleService", methodName: name, kind: .unary,
      modelFields: [ModelField(name: "model_id", number: 1, presence: .singular)],
      options: TrainingOptions(
        defaultModelID: defaultModelID, maxModelsPerUser: maxModelsPerUser, datasetMaxSizeMB: 1,
        datasetMaxCountFiles: 10,
        datasetFilesType: "txt, png", datasetType: "zip"))
  }
}
