import TrainingProtos
public import TrainingRuntime

extension ModelDescription {
  /// What the guards need to know about a stored model. One that still serves what its last
  /// training made is READY_TO_USE to them, whatever is being done for it.
  public init(_ model: StoredModel) {
    self.init(
      id: model.id, status: model.isServing ? .readyToUse : model.status,
      isPublic: model.isPublic, addressList: model.addressList, serviceName: model.serviceName,
      methodName: model.methodName)
  }
}
