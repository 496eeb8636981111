import Fixture_guide
import Foundation
import GRPCCore
import ProtoWire
import TrainingProtos
import TrainingRuntime

/// A method with valid messages, which will be damaged.
struct HostileMethod: Sendable {
  let descriptor: MethodDescriptor
  let samples: [[UInt8]]

  var isStream: Bool { descriptor == Training_Model.Method.upload_and_validate.descriptor }
  var isService: Bool { descriptor == Service_ExampleService.Method.stt.descriptor }

  /// Whether the method asks for a price. Many of these calls are valid, so that paid calls can be
  /// accepted.
  var isQuestion: Bool {
    descriptor == Training_Model.Method.validate_model_price.descriptor
      || descriptor == Training_Model.Method.train_model_price.descriptor
  }

  /// All methods of training.Model, with messages about `models`.
  static func ofModels(_ models: TrapModels) -> [HostileMethod] {
    let links = models.linked.map { validation($0, models.link) }
    let batches = models.uploaded.flatMap { [batch(1, of: $0), batch(2, of: $0), whole($0)] }
    return [
      HostileMethod(Training_Model.Method.create_model.descriptor, [newModel]),
      HostileMethod(
        Training_Model.Method.validate_model_price.descriptor,
        models.uploaded.map { validation($0, "") } + links),
      HostileMethod(Training_Model.Method.upload_and_validate.descriptor, batches),
      HostileMethod(Training_Model.Method.validate_model.descriptor, links),
      HostileMethod(
        Training_Model.Method.train_model_price.descriptor, models.trained.map(model)),
      HostileMethod(Training_Model.Method.train_model.descriptor, models.trained.map(model)),
      HostileMethod(Training_Model.Method.delete_model.descriptor, models.deleted.map(model)),
      HostileMethod(
        Training_Model.Method.get_model_status.descriptor,
        (models.uploaded + models.trained).map(model)),
    ]
  }

  /// The method stt, with messages about `models`.
  static func ofService(_ models: TrapModels) -> [HostileMethod] {
    [HostileMethod(Service_ExampleService.Method.stt.descriptor, models.ready.map(speech))]
  }

  private init(_ descriptor: MethodDescriptor, _ samples: [any WireMessage]) {
    self.descriptor = descriptor
    self.samples = samples.compactMap { try? $0.serializedBytes() }
  }

  private static var newModel: Training_NewModel {
    var model = Training_NewModel()
    model.name = "name"
    model.description_p = "description"
    model.grpcServiceName = "ExampleService"
    model.grpcMethodName = "stt"
    model.addressList = ["0x94d04332C4f5273feF69c4a52D24f42a3aF1F207", ""]
    model.organizationID = "organization"
    return model
  }

  private static func model(_ id: String) -> Training_ModelID {
    var model = Training_ModelID()
    model.modelID = id
    return model
  }

  private static func validation(_ id: String, _ link: String) -> Training_ValidateRequest {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    return request
  }

  private static func batch(_ number: UInt64, of id: String) -> Training_UploadInput {
    var batch = Training_UploadInput()
    batch.modelID = id
    batch.data = Data("PK".utf8)
    batch.fileName = "dataset.zip"
    batch.fileSize = 4
    batch.batchSize = 2
    batch.batchNumber = number
    batch.batchCount = 2
    return batch
  }

  /// A batch with the whole file, as JavaScript sends it.
  private static func whole(_ id: String) -> Training_UploadInput {
    var batch = batch(0, of: id)
    batch.data = Data("PKPK".utf8)
    return batch
  }

  private static func speech(_ id: String) -> Service_sttInput {
    var input = Service_sttInput()
    input.modelID = model(id)
    input.speech = Data("speech".utf8)
    return input
  }
}
