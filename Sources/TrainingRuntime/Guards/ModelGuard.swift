public import GRPCCore
public import TrainingManifest
import TrainingProtos

/// Resolves the models that a call names, or ends the call with a status that says why not.
///
/// Generated code makes one per call. Every decision about models is made here, in this order:
/// a missing identifier becomes the default model; a malformed one is refused; an unknown, deleted
/// or invisible model is not found, all three in the same words; a model that is not ready to use
/// is a failed precondition. Whatever is wrong is gathered over all fields of the request.
public struct ModelGuard: Sendable {
  /// The method that is called.
  public let method: TrainingMethod

  let options: GuardOptions
  private let models: any ModelResolver
  private let metadata: Metadata

  /// - Parameters:
  ///   - method: the method that is called, from the generated metadata.
  ///   - models: where models are looked up.
  ///   - options: how strict to be.
  ///   - metadata: the call's metadata, which may name the caller.
  public init(
    _ method: TrainingMethod, models: any ModelResolver, options: GuardOptions, metadata: Metadata
  ) {
    self.method = method
    self.models = models
    self.options = options
    self.metadata = metadata
  }

  /// A guard with the resolver and options of a generated service.
  public init(_ method: TrainingMethod, for service: some GuardedService, metadata: Metadata) {
    self.init(method, models: service.models, options: service.guardOptions, metadata: metadata)
  }
}

extension ModelGuard {
  /// The identifier that is meant: a missing one stands for the default model's, if there is one.
  func meant(by id: String) -> String {
    id.isEmpty ? method.defaultModelID ?? "" : id
  }

  /// Finds the model that `id` means.
  ///
  /// - Parameters:
  ///   - path: where the request names the model.
  ///   - violations: gets what is wrong.
  /// - Returns: `nil` if anything is wrong.
  /// - Throws: ``ModelGuardError`` only if the registry cannot be read.
  @usableFromInline
  func reference(
    to id: String, at path: FieldPath, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> ModelReference? {
    let id = meant(by: id)
    guard !id.isEmpty else {
      violations.append(
        Violation(.required, at: path, "name a model: this method has no default one"))
      return nil
    }
    if id == method.defaultModelID {
      return ModelReference(id: id, origin: .serviceDefault)
    }
    guard ModelIdentifier.isWellFormed(id) else {
      violations.append(
        Violation(
          .malformed, at: path,
          "a model's identifier is 1 to \(ModelIdentifier.maxLength) printable ASCII characters"))
      return nil
    }
    let stored: ModelDescription?
    do {
      stored = try await models.model(withID: id)
    } catch {
      throw ModelGuardError(registryUnavailable: error, method: method)
    }
    guard let model = stored, isVisible(model), belongs(model) else {
      violations.append(
        Violation(
          .notFound, at: path, "there is no model \(id) that this caller can use", modelID: id))
      return nil
    }
    guard model.status == .readyToUse else {
      violations.append(
        Violation(
          .notReady, at: path, "model \(id) is \(model.status.protoName), not READY_TO_USE",
          modelID: id, status: model.status))
      return nil
    }
    return ModelReference(id: id, origin: .trained)
  }

  private func isVisible(_ model: ModelDescription) -> Bool {
    if model.status == .deleted { return false }
    if model.isPublic || model.addressList.isEmpty { return true }
    let caller = Caller(metadata)
    if caller.address == nil { return options.anonymousCallers == .areTrusted }
    return caller.isListed(in: model.addressList)
  }

  private func belongs(_ model: ModelDescription) -> Bool {
    let service = model.serviceName.isEmpty || model.serviceName == method.serviceName
    let call = model.methodName.isEmpty || model.methodName == method.methodName
    return service && call
  }
}
