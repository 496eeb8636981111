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

  /// The short names, for messages.
  var names: String {
    methods.map(Self.name).joined(separator: ", ")
  }

  private static func name(_ method: TrainingMethod) -> String {
    "\(method.serviceName).\(method.methodName)"
  }
}
