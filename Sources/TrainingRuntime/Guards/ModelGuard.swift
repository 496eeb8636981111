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

  /// Creates a guard for one call.
  ///
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
  func reference(
    to id: String, at path: FieldPath, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> ModelReference? {
    let id = meant(by: id)
    let verdict = try await verdict(on: id)
    guard case .usable(let origin, let version) = verdict else {
      violations.append(Violation(verdict, on: id, at: path))
      return nil
    }
    return ModelReference(id: id, origin: origin, version: version)
  }

  /// Decides on the model that `id` is.
  ///
  /// Inlined, and what decides is kept out of it: what is alive while the registry is asked has to be
  /// small, as a task pays for it.
  @inline(__always)
  func verdict(on id: String) async throws(ModelGuardError) -> Verdict {
    if let verdict = verdictUnseen(on: id) { return verdict }
    do {
      return verdict(on: try await models.model(withID: id))
    } catch {
      throw ModelGuardError(registryUnavailable: error, method: method)
    }
  }

  /// What the identifier tells by itself; `nil` if it takes a look at the registry.
  private func verdictUnseen(on id: String) -> Verdict? {
    if id.isEmpty { return .refused(.required) }
    if method.isDefaultModel(id) { return .usable(.serviceDefault, version: nil) }
    return ModelIdentifier.isWellFormed(id) ? nil : .refused(.malformed)
  }

  @inline(never)
  private func verdict(on stored: ModelDescription?) -> Verdict {
    guard let model = stored, isVisible(model),
      method.isNamed(service: model.serviceName, method: model.methodName)
    else { return .refused(.notFound) }
    guard model.status == .readyToUse else { return .notReady(model.status) }
    return .usable(.trained, version: model.version)
  }

  private func isVisible(_ model: ModelDescription) -> Bool {
    if model.status == .deleted { return false }
    if model.isPublic || model.addressList.isEmpty { return true }
    let caller = Caller(metadata)
    if caller.address == nil { return options.anonymousCallers == .areTrusted }
    return caller.isListed(in: model.addressList)
  }
}
