import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingProtos
import TrainingRuntime

/// Calls of a node, over one connection.
struct NodeClient: Sendable {
  private let models: Training_Model.Client<HTTP2ClientTransport.Posix>

  static func connect<T: Sendable>(
    to port: Int, _ body: (NodeClient) async throws -> T
  ) async throws -> T {
    let transport = try HTTP2ClientTransport.Posix.http2NIOPosix(
      target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
    return try await withGRPCClient(transport: transport) { client in
      try await body(NodeClient(models: Training_Model.Client(wrapping: client)))
    }
  }

  @discardableResult
  func status(of id: String) async throws -> Training_Status {
    try await models.get_model_status(Self.model(id)).status
  }

  func create(address: String) async throws -> String {
    var request = Training_NewModel()
    request.name = "a model"
    request.grpcServiceName = SyntheticModels.service
    request.grpcMethodName = SyntheticModels.method
    request.addressList = [address]
    return try await models.create_model(request).modelID
  }

  func upload(_ dataset: Data, to id: String) async throws {
    let batchSize = 1 << 20
    let count = (dataset.count + batchSize - 1) / batchSize
    _ = try await models.upload_and_validate { writer in
      for number in 0..<count {
        var batch = Training_UploadInput()
        batch.modelID = id
        batch.data = Data(dataset.dropFirst(number * batchSize).prefix(batchSize))
        batch.fileName = "dataset.zip"
        batch.fileSize = UInt64(dataset.count)
        batch.batchSize = UInt64(batchSize)
        batch.batchNumber = UInt64(number + 1)
        batch.batchCount = UInt64(count)
        try await writer.write(batch)
      }
    }
  }

  func train(_ id: String) async throws { _ = try await models.train_model(Self.model(id)) }

  private static func model(_ id: String) -> Training_ModelID {
    var model = Training_ModelID()
    model.modelID = id
    return model
  }
}
