public import TrainingRuntime

extension ModelDescription {
  /// What the guards need to know about a stored model.
  public init(_ model: StoredModel) {
    self.init(
      id: model.id, status: model.status, isPublic: model.isPublic,
      addressList: model.addressList, serviceName: model.serviceName, methodName: model.methodName)
  }
}
