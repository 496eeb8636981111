import Fixture_guide
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingProtos
import TrainingRuntime

/// Makes calls like the marketplace's daemon: each on its own connection.
struct Daemon: Sendable {
  let endpoints: Endpoints

  /// The deadline for calls, except for uploads.
  var timeout = Duration.seconds(60)

  func create(_ name: String) async throws -> String {
    var request = Training_NewModel()
    request.name = name
    request.grpcServiceName = "ExampleService"
    request.grpcMethodName = "stt"
    return try await models { [request] in try await $0.create_model(request, options: $1).modelID }
  }

  /// Most calls are of this kind, so it uses the cheaper ``RawCall``. Only if that is refused, a
  /// gRPC client repeats the call to get the status.
  func status(of id: String) async throws -> Training_Status {
    do {
      return try await RawCall.status(of: id, on: endpoints.maintenance, within: timeout)
    } catch RawCallFailure.refused {
      return try await models { try await $0.get_model_status(Self.model(id), options: $1).status }
    }
  }

  func validationPrice(of id: String, link: String = "") async throws -> UInt64 {
    try await models {
      try await $0.validate_model_price(Self.validation(of: id, link), options: $1).price
    }
  }

  func validate(_ id: String, link: String = "") async throws -> Training_Status {
    try await models {
      try await $0.validate_model(Self.validation(of: id, link), options: $1).status
    }
  }

  func trainingPrice(of id: String) async throws -> UInt64 {
    try await models { try await $0.train_model_price(Self.model(id), options: $1).price }
  }

  func train(_ id: String) async throws -> Training_Status {
    try await models { try await $0.train_model(Self.model(id), options: $1).status }
  }

  func delete(_ id: String) async throws -> Training_Status {
    try await models { try await $0.delete_model(Self.model(id), options: $1).status }
  }

  func transcript(of speech: Data, by id: String) async throws -> String {
    var request = Service_sttInput()
    request.speech = speech
    request.modelID = Self.model(id)
    return try await connect(to: endpoints.service) { [request] client in
      let service = Service_ExampleService.Client(wrapping: client)
      return try await service.stt(request, options: options).result
    }
  }

  /// Uploads a dataset. The daemon sets no deadline; this deadline only prevents a scenario from
  /// waiting for ever.
  func upload(_ upload: Upload, to id: String) async throws -> Training_Status {
    var options = CallOptions.defaults
    options.timeout = .seconds(600)
    return try await models { [options] models, _ in
      try await models.upload_and_validate(options: options) { writer in
        for batch in upload.batches(for: id) {
          try await writer.write(batch)
          if upload.pause > .zero { try await Task.sleep(for: upload.pause) }
        }
        switch upload.ending {
        case .whole, .truncated: break
        case .stalled: try await Task.sleep(for: timeout)
        case .withdrawn: throw CancellationError()
        }
      }.status
    }
  }
}

extension Daemon {
  typealias Transport = HTTP2ClientTransport.Posix

  /// Connects to one of the listeners for as long as `body` runs.
  func connect<T: Sendable>(
    to port: Int, _ body: (GRPCClient<Transport>) async throws -> T
  ) async throws -> T {
    let transport = try Transport.http2NIOPosix(
      target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
    return try await withGRPCClient(transport: transport) { try await body($0) }
  }

  private func models<T: Sendable>(
    _ call: (Training_Model.Client<Transport>, CallOptions) async throws -> T
  ) async throws -> T {
    try await connect(to: endpoints.maintenance) { client in
      try await call(Training_Model.Client(wrapping: client), options)
    }
  }

  private var options: CallOptions {
    var options = CallOptions.defaults
    options.timeout = timeout
    return options
  }

  private static func model(_ id: String) -> Training_ModelID {
    var model = Training_ModelID()
    model.modelID = id
    return model
  }

  private static func validation(of id: String, _ link: String) -> Training_ValidateRequest {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    return request
  }
}
