import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingProtos
import TrainingRuntime

/// Trains a model and asks it, as the daemon and a consumer do.
struct Demo {
  let models: Training_Model.Client<HTTP2ClientTransport.Posix>
  let topics: Topics_Topics.Client<HTTP2ClientTransport.Posix>

  static func run(_ dataset: String, _ text: String) async throws {
    try await withGRPCClient(transport: transport(Settings.maintenancePort)) { maintenance in
      try await withGRPCClient(transport: transport(Settings.port)) { service in
        let demo = Demo(models: .init(wrapping: maintenance), topics: .init(wrapping: service))
        try await demo.cycle(URL(filePath: dataset), text)
      }
    }
  }

  private func cycle(_ dataset: URL, _ text: String) async throws {
    var new = Training_NewModel()
    (new.name, new.grpcMethodName, new.grpcServiceName) = ("demo", "classify", "Topics")
    let model = try await models.create_model(new)
    print("create_model:", model.modelID)

    var request = Training_ValidateRequest()
    request.modelID = model.modelID
    print("validate_model_price:", try await models.validate_model_price(request).price)
    var batch = Training_UploadInput()
    (batch.modelID, batch.fileName) = (model.modelID, dataset.lastPathComponent)
    batch.data = try Data(contentsOf: dataset)
    batch.fileSize = UInt64(batch.data.count)
    (batch.batchSize, batch.batchNumber, batch.batchCount) = (batch.fileSize, 1, 1)
    _ = try await models.upload_and_validate { [batch] writer in try await writer.write(batch) }
    print("validated:", try await end(of: .validating, model))

    print("train_model_price:", try await models.train_model_price(model).price)
    _ = try await models.train_model(model)
    print("trained:", try await end(of: .training, model))

    var question = Topics_ClassifyRequest()
    (question.modelID, question.text) = (model, text)
    print("classify:", try await topics.classify(question).topic)
    _ = try await models.delete_model(model)
  }

  private func end(
    of status: Training_Status, _ model: Training_ModelID
  ) async throws -> String {
    while true {
      let now = try await models.get_model_status(model).status
      if now != status { return now.protoName }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private static func transport(_ port: Int) throws -> HTTP2ClientTransport.Posix {
    try .http2NIOPosix(
      target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
  }
}
