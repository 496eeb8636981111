import TrainingManifest
import TrainingProtos
import TrainingRuntime

/// Checks requests before anything is looked up or stored.
enum ModelRequest {
  /// Checks a model's identifier.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidRequest`` if it is missing, or
  ///   with ``ProviderError/Code/modelNotFound`` if it can't be the identifier of any model.
  static func identifier(_ id: String) throws(ProviderError) -> String {
    guard !id.isEmpty else {
      throw ProviderError(.invalidRequest, "name a model in model_id", field: "model_id")
    }
    guard ModelIdentifier.isWellFormed(id) else {
      throw .modelNotFound(Clipping.clip(id, toBytes: ModelIdentifier.maxLength))
    }
    return id
  }

  /// Makes a model from a request to `create_model`.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/unknownMethod`` or
  ///   ``ProviderError/Code/invalidRequest``.
  static func newModel(
    _ request: Training_NewModel, methods: MethodTable, limits: ModelLimits
  ) throws(ProviderError) -> (model: StoredModel, method: TrainingMethod) {
    let method = methods.method(
      service: request.grpcServiceName, method: request.grpcMethodName)
    guard let method else { throw unknownMethod(methods) }
    try check(request, limits)
    let model = StoredModel(
      id: ModelIdentifier.random(), name: request.name, description: request.description_p,
      serviceName: method.serviceName, methodName: method.methodName,
      addressList: request.addressList, isPublic: request.isPublic,
      organizationID: request.organizationID, serviceID: request.serviceID,
      groupID: request.groupID)
    return (model, method)
  }

  private static func check(
    _ request: Training_NewModel, _ limits: ModelLimits
  ) throws(ProviderError) {
    try bound(request.name, limits.maxNameBytes, "name")
    try bound(request.description_p, limits.maxDescriptionBytes, "description")
    try bound(request.organizationID, limits.maxIdentifierBytes, "organization_id")
    try bound(request.serviceID, limits.maxIdentifierBytes, "service_id")
    try bound(request.groupID, limits.maxIdentifierBytes, "group_id")
    guard request.addressList.count <= limits.maxAddresses else {
      throw ProviderError(
        .invalidRequest, "address_list may have at most \(limits.maxAddresses) addresses",
        field: "address_list")
    }
    for (index, address) in request.addressList.enumerated() {
      try bound(address, limits.maxIdentifierBytes, "address_list[\(index)]")
    }
  }

  private static func bound(
    _ text: String, _ maxBytes: Int, _ field: String
  ) throws(ProviderError) {
    guard text.utf8.count <= maxBytes else {
      throw ProviderError(
        .invalidRequest, "\(field) may have at most \(maxBytes) bytes: shorten it", field: field)
    }
  }

  private static func unknownMethod(_ methods: MethodTable) -> ProviderError {
    ProviderError(
      .unknownMethod,
      "grpc_service_name and grpc_method_name have to name one of: \(methods.names)",
      field: "grpc_method_name")
  }
}
