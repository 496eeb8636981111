import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

/// Consumers that train models. They ask nodes chosen at random, as behind a balancer, and ask again after an
/// error.
final class Consumers: Sendable {
  private typealias Transport = HTTP2ClientTransport.Posix

  private let clients: [GRPCClient<HTTP2ClientTransport.Posix>]
  private let connections: [Task<Void, Never>]
  private let seen = Mutex(Experience())
  private let random = Mutex(SeededRandom(seed: 1))

  /// What consumers have seen.
  struct Experience: Sendable {
    /// The models that were trained.
    var trained: [String] = []
    /// How often calls ended with each code.
    var errors: [RPCError.Code: Int] = [:]
    /// The messages of errors other than those that faults may cause.
    var surprises: [String] = []
    /// Why models became ERRORED.
    var failures: [String] = []
    /// When the last call succeeded.
    var lastSuccess = ContinuousClock.now
  }

  /// What a node that is gone, halted or cut off may cause. A call that the client gives up ends with
  /// DEADLINE_EXCEEDED.
  private static let expected: Set<RPCError.Code> = [.unavailable, .deadlineExceeded]

  init(ports: [Int]) throws {
    let all = MethodConfig(
      names: [MethodConfig.Name(service: "")], waitForReady: false, timeout: .seconds(8))
    clients = try ports.map { port in
      GRPCClient(
        transport: try Transport(
          target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext,
          config: .defaults {
            $0.backoff.initial = .milliseconds(50)
            $0.backoff.max = .milliseconds(300)
          }, serviceConfig: ServiceConfig(methodConfig: [all])))
    }
    connections = clients.map { client in Task { try? await client.runConnections() } }
  }

  deinit {
    for client in clients { client.beginGracefulShutdown() }
    for task in connections { task.cancel() }
  }

  var experience: Experience { seen.withLock(\.self) }

  /// Trains one model after the other until a condition is true.
  func trainModels(until isOver: @escaping @Sendable () -> Bool) async throws {
    while !isOver() { try await trainModel() }
  }

  /// Trains a model, however often calls fail meanwhile.
  func trainModel() async throws {
    let id = try await createdModel()
    let end = ContinuousClock.now + .seconds(240)
    while try await !advance(id) {
      try #require(ContinuousClock.now < end, "model \(id) doesn't come to an end")
    }
    seen.withLock { $0.trained.append(id) }
  }

  /// Does the next step on the way to a trained model.
  ///
  /// - Returns: whether it is trained.
  private func advance(_ id: String) async throws -> Bool {
    do {
      let model = Training_ModelID.with { $0.modelID = id }
      switch try await ask({ try await $0.get_model_status(model).status }) {
      case .created: try await upload(to: id)
      case .errored:
        seen.withLock { $0.failures.append(id) }
        try await upload(to: id)
      case .validated:
        _ = try await ask { try await $0.train_model_price(model) }
        _ = try await ask { try await $0.train_model(model) }
      case .readyToUse: return true
      default: break
      }
    } catch let error as RPCError {
      // What is behind an error shows in the status.
      guard Self.expected.contains(error.code) else { throw error }
    }
    try await Task.sleep(for: .milliseconds(50))
    return false
  }

  private func createdModel() async throws -> String {
    let request = Training_NewModel.with {
      $0.name = "model"
      $0.grpcServiceName = "ExampleService"
      $0.grpcMethodName = "stt"
    }
    while true {
      do {
        return try await ask { try await $0.create_model(request).modelID }
      } catch let error as RPCError where Self.expected.contains(error.code) {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private func upload(to id: String) async throws {
    let data = ZipArchive.dataset()
    let batch = Training_UploadInput.with {
      $0.modelID = id
      $0.data = data
      $0.fileName = "data.zip"
      $0.fileSize = UInt64(data.count)
      $0.batchSize = UInt64(data.count)
      $0.batchNumber = 1
      $0.batchCount = 1
    }
    _ = try await ask { try await $0.validate_model_price(.with { $0.modelID = id }) }
    _ = try await ask { node in
      try await node.upload_and_validate { writer in try await writer.write(batch) }
    }
  }

  /// Asks a node for something.
  private func ask<T: Sendable>(
    _ call: (Training_Model.Client<HTTP2ClientTransport.Posix>) async throws -> T
  ) async throws -> T {
    let client = random.withLock { $0.one(of: clients) }
    do {
      let answer = try await call(Training_Model.Client(wrapping: client))
      seen.withLock { $0.lastSuccess = .now }
      return answer
    } catch let error as RPCError {
      seen.withLock { seen in
        seen.errors[error.code, default: 0] += 1
        if !Self.expected.contains(error.code) { seen.surprises.append("\(error)") }
      }
      throw error
    }
  }
}
