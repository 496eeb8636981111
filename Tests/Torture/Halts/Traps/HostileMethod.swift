import Fixture_guide
import Foundation
import GRPCCore
import ProtoWire
import TrainingProtos
import TrainingRuntime

/// A method, with messages that it understands, to be damaged.
struct HostileMethod: Sendable {
  let descriptor: MethodDescriptor
  let samples: [[UInt8]]

  var isStream: Bool { descriptor == Training_Model.Method.upload_and_validate.descriptor }
  var isService: Bool { descriptor == Service_ExampleService.Method.stt.descriptor }

  /// Every method of training.Model, and stt.
  static let all = [
    HostileMethod(Training_Model.Method.create_model.descriptor, [newModel]),
    HostileMethod(Training_Model.Method.validate_model_price.descriptor, [validation]),
    HostileMethod(Training_Model.Method.upload_and_validate.descriptor, [batch]),
    HostileMethod(Training_Model.Method.validate_model.descriptor, [validation]),
    HostileMethod(Training_Model.Method.train_model_price.descriptor, [model]),
    HostileMethod(Training_Model.Method.train_model.descriptor, [model]),
    HostileMethod(Training_Model.Method.delete_model.descriptor, [model]),
    HostileMethod(Training_Model.Method.get_model_status.descriptor, [model]),
    HostileMethod(Service_ExampleService.Method.stt.descriptor, [speech]),
  ]

  private init(_ descriptor: MethodDescriptor, _ samples: [any WireMessage]) {
    self.descriptor = descriptor
    self.samples = samples.compactMap { try? $0.serializedBytes() }
  }

  private static let id = "3f2c8a52-7e9b-4a01-9c3d-5b6e7f8a9b0c"

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

  private static var model: Training_ModelID {
    var model = Training_ModelID()
    model.modelID = id
    return model
  }

  private static var validation: Training_ValidateRequest {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = "http://127.0.0.1:1/dataset.zip"
    return request
  }

  private static var batch: Training_UploadInput {
    var batch = Training_UploadInput()
    batch.modelID = id
    batch.data = Data("PK".utf8)
    batch.fileName = "dataset.zip"
    batch.fileSize = 4
    batch.batchSize = 2
    batch.batchNumber = 1
    batch.batchCount = 2
    return batch
  }

  private static var speech: Service_sttInput {
    var input = Service_sttInput()
    input.modelID = model
    input.speech = Data("speech".utf8)
    return input
  }
}
