public import GRPCCore
public import TrainingManifest
public import TrainingProtos

/// Resolves the model that a call names, or ends the call with a status that says why not.
///
/// Generated code makes one per call. Every decision about models is made here, in this order:
/// a missing identifier becomes the default model; a malformed one is refused; an unknown, deleted
/// or invisible model is not found, all three in the same words; a model that is not ready to use
/// is a failed precondition.
public struct ModelGuard: Sendable {
  /// The method that is called.
  public let method: TrainingMethod

  private let models: any ModelResolver
  private let options: GuardOptions
  private let caller: Caller

  /// - Parameters:
  ///   - method: the method that is called, from the generated metadata.
  ///   - service: whose resolver and options apply.
  ///   - metadata: the call's metadata, which may name the caller.
  public init(_ method: TrainingMethod, for service: some GuardedService, metadata: Metadata) {
    self.method = method
    self.models = service.models
    self.options = service.guardOptions
    self.caller = Caller(metadata)
  }

  /// Resolves a field of type `training.ModelID` that occurs at most once.
  ///
  /// - Parameters:
  ///   - id: the field's value, `nil` when the field is absent.
  ///   - field: the field's name in the proto, for the error.
  /// - Throws: ``ModelGuardError``
  public func model(
    _ id: Training_ModelID?, field: String
  ) async throws(ModelGuardError) -> ModelReference {
    try await model(identifier: id?.modelID ?? "", path: "\(field).model_id")
  }

  /// Resolves a field of type `training.ModelID` in a oneof: `nil` unless it was chosen.
  ///
  /// - Throws: ``ModelGuardError``
  public func chosenModel(
    _ id: Training_ModelID?, field: String
  ) async throws(ModelGuardError) -> ModelReference? {
    guard let id else { return nil }
    return try await model(id, field: field)
  }

  /// Resolves a repeated field of type `training.ModelID`, in order.
  ///
  /// - Throws: ``ModelGuardError``
  public func models(
    _ ids: [Training_ModelID], field: String
  ) async throws(ModelGuardError) -> [ModelReference] {
    var references: [ModelReference] = []
    for (index, id) in ids.enumerated() {
      let path = "\(field)[\(index)].model_id"
      references.append(try await model(identifier: id.modelID, path: path))
    }
    return references
  }
}

extension ModelGuard {
  private func model(
    identifier: String, path: String
  ) async throws(ModelGuardError) -> ModelReference {
    let named = identifier.isEmpty ? method.options.defaultModelID ?? "" : identifier
    guard !named.isEmpty else {
      throw ModelGuardError(.missing(field: path), method: method)
    }
    if named == method.options.defaultModelID {
      return ModelReference(id: named, origin: .serviceDefault)
    }
    guard ModelIdentifier.isWellFormed(named) else {
      throw ModelGuardError(.malformed(field: path), method: method)
    }
    let description = try await look(up: named)
    guard let description, isVisible(description), belongs(description) else {
      throw ModelGuardError(.notFound(id: named), method: method)
    }
    guard description.status == .readyToUse else {
      throw ModelGuardError(.notReady(id: named, status: description.status), method: method)
    }
    return ModelReference(id: named, origin: .trained)
  }

  private func look(up id: String) async throws(ModelGuardError) -> ModelDescription? {
    do {
      return try await models.model(withID: id)
    } catch {
      throw ModelGuardError(.registryUnavailable(cause: error), method: method)
    }
  }

  private func isVisible(_ model: ModelDescription) -> Bool {
    if model.status == .deleted { return false }
    if model.isPublic || model.addressList.isEmpty { return true }
    if caller.address == nil { return options.anonymousCallers == .areTrusted }
    return caller.isListed(in: model.addressList)
  }

  private func belongs(_ model: ModelDescription) -> Bool {
    let service = model.serviceName.isEmpty || model.serviceName == method.serviceName
    let call = model.methodName.isEmpty || model.methodName == method.methodName
    return service && call
  }
}
