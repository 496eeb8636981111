import TrainingDatasets
import TrainingManifest

/// The training methods of a provider, indexed by the short names that the marketplace uses.
struct MethodTable: Sendable {
  /// The identifiers of the service's own models, from the option `default_model_id`.
  let defaultModelIDs: Set<String>

  private let methods: [TrainingMethod]

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if there are no
  ///   methods, or if two have the same short names, which the daemon can't distinguish.
  init(_ methods: [TrainingMethod]) throws(ProviderError) {
    self.methods = methods
    defaultModelIDs = Set(methods.compactMap(\.options.defaultModelID).filter { !$0.isEmpty })
    let names = Set(methods.map(Self.name))
    guard !methods.isEmpty, names.count == methods.count else {
      throw ProviderError(
        .invalidConfiguration,
        "a provider needs at least one training method, and no two may have the same name: "
          + "\(methods.map(Self.name).sorted())")
    }
  }

  /// The method with the short names `service` and `method`, e.g. `ExampleService` and `stt`.
  func method(service: String, method: String) -> TrainingMethod? {
    methods.first { $0.serviceName == service && $0.methodName == method }
  }

  /// The method that uses a model.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/unknownMethod`` if the provider stopped
  ///   offering it since the model was created.
  func method(of model: StoredModel) throws(ProviderError) -> TrainingMethod {
    let method = method(service: model.serviceName, method: model.methodName)
    guard let method else {
      throw ProviderError(
        .unknownMethod,
        "\(model.serviceName).\(model.methodName) is no longer a training method: create a model "
          + "for one of \(names)", modelID: model.id)
    }
    return method
  }

  /// The largest dataset that a model may have, in bytes.
  func maxDatasetBytes(
    of model: StoredModel, _ limits: UploadLimits
  ) throws(ProviderError) -> UInt64 {
    min(try method(of: model).dataset.maxArchiveBytes ?? .max, limits.maxDatasetBytes)
  }

  /// Refuses a dataset whose name already decides that it will be rejected.
  ///
  /// - Parameters:
  ///   - fileName: the file's name; empty if it isn't known.
  ///   - model: the model that the dataset is for.
  ///   - field: the field of the request that the name comes from.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/datasetRejected``, or with
  ///   ``ProviderError/Code/unknownMethod``.
  func requireName(
    _ fileName: String, of model: StoredModel, field: String?
  ) throws(ProviderError) {
    let inspector = DatasetInspector(requirements: try method(of: model).dataset)
    guard let violation = inspector.violation(ofName: DatasetLabel.make(fileName)) else { return }
    throw ProviderError(
      .datasetRejected, "the dataset is rejected: \(violation.message)", modelID: model.id,
      field: field)
  }

  /// The short names, for messages.
  var names: String {
    methods.map(Self.name).joined(separator: ", ")
  }

  private static func name(_ method: TrainingMethod) -> String {
    "\(method.serviceName).\(method.methodName)"
  }
}
