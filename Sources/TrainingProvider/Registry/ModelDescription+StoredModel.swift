import TrainingProtos
public import TrainingRuntime

extension ModelDescription {
  /// Describes a stored model to the guards. A model that has artefacts from an earlier training
  /// counts as READY_TO_USE, even while a new dataset is validated or trained on.
  public init(_ model: StoredModel) {
    self.init(
      id: model.id, status: model.isServing ? .readyToUse : model.status,
      isPublic: model.isPublic, addressList: model.addressList, serviceName: model.serviceName,
      methodName: model.methodName, version: model.isServing ? model.artefacts : nil)
  }
}
