import Foundation
import GRPCCore
import SwiftProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// Shutdowns of a whole server while clients use it.
@Suite struct ServedShutdownTests {
  @Test func openCallsAreAnsweredAndNewOnesRefused() async throws {
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory) { served in
        let call = try RawConnection(port: served.port(of: .service))
        call.send(RawFrame.call(TestService.wait) + RawFrame.message())
        try await eventually("call does not arrive") { served.service.messages == 1 }
        await served.beginShutdown()
        for listener in [ServedProvider.Listener.service, .maintenance] {
          try await eventually("listener stays open") {
            (try? RawConnection(port: served.port(of: listener))) == nil
          }
        }
        #expect(!call.isClosed)
        served.service.gate.open()
        try await eventually("call is not answered") { call.hasSuccess() }
        try await served.end()
      }
    }
  }

  /// Calls that don't end within the grace learn why, and the server doesn't wait for their tasks.
  @Test func callsThatTakeTooLongAreUnavailable() async throws {
    try await withTemporaryDirectory { directory in
      let limits = TransportLimits(maxGraceTime: .milliseconds(500))
      try await ServedProvider.run(in: directory, limits: limits) { served in
        try await served.withClient(of: .service) { client in
          let call = Task {
            try await client.unary(
              request: ClientRequest(message: Data()), descriptor: TestService.method("wait"),
              serializer: TestService.Bytes(), deserializer: TestService.Bytes(),
              options: .defaults
            ) { try $0.message }
          }
          try await eventually("call does not arrive") { served.service.messages == 1 }
          await served.beginShutdown()
          let error = await #expect(throws: RPCError.self) { try await call.value }
          #expect(error?.code == .unavailable)
          #expect(error?.message == "the server is shutting down: try again later")
        }
        try await served.end()
      }
    }
  }

  /// An upload that goes on during a shutdown is completed. Its dataset is validated at the latest
  /// by the next process.
  @Test func uploadsAreCompleted() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ServedProvider.run(in: directory) { served in
        let id = try await served.model()
        let status = try await served.upload(to: id) { sendRest in
          await served.beginShutdown()
          try await eventually("listener stays open") {
            (try? RawConnection(port: served.port(of: .maintenance))) == nil
          }
          try await sendRest()
        }
        #expect(status == .validating)
        try await served.end()
        return id
      }
      try await ServedProvider.run(in: directory) { served in
        try await eventually("dataset is not validated") {
          try await served.provider.models.storedModel(withID: id)?.status == .validated
        }
      }
    }
  }

  /// An upload that isn't complete when the grace is over makes its model ERRORED.
  @Test func uploadsThatStopAreErrored() async throws {
    try await withTemporaryDirectory { directory in
      let limits = TransportLimits(maxGraceTime: .milliseconds(500))
      try await ServedProvider.run(in: directory, limits: limits) { served in
        let id = try await served.model()
        let error = await #expect(throws: RPCError.self) {
          try await served.upload(to: id) { _ in
            await served.beginShutdown()
            try await served.end()
          }
        }
        #expect(error?.code == .unavailable)
        let model = try #require(try await served.provider.models.storedModel(withID: id))
        #expect(model.status == .errored)
        #expect(model.failureReason?.contains("upload the file again") == true)
        let data = directory.appendingPathComponent("data")
        #expect(dataFiles(data).filter { $0.hasPrefix("uploads/") } == [])
      }
    }
  }

  /// A training that a shutdown interrupts is done by the next process.
  @Test func jobsAreKept() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(trainingGate: Gate())
      let id = try await ServedProvider.run(in: directory, trainer: trainer) { served in
        let id = try await served.model()
        _ = try await served.upload(to: id) { sendRest in try await sendRest() }
        try await eventually("dataset is not validated") {
          try await served.provider.models.storedModel(withID: id)?.status == .validated
        }
        try await served.withClient(of: .maintenance) { client in
          let model = Training_Model.Client(wrapping: client)
          _ = try await model.train_model(.with { $0.modelID = id })
        }
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        await served.beginShutdown()
        try await served.end()
        let model = try await served.provider.models.storedModel(withID: id)
        #expect(model?.status == .training)
        return id
      }
      try await ServedProvider.run(in: directory) { served in
        try await eventually("model is not trained") {
          try await served.provider.models.storedModel(withID: id)?.status == .readyToUse
        }
      }
    }
  }
}

extension ServedProvider {
  /// Creates a model.
  fileprivate func model() async throws -> String {
    try await withClient(of: .maintenance) { client in
      try await Training_Model.Client(wrapping: client).create_model(
        .with {
          $0.name = "model"
          $0.grpcMethodName = "stt"
          $0.grpcServiceName = "ExampleService"
        }
      ).modelID
    }
  }

  /// Uploads a dataset. Sends the first batch, waits until it has arrived and calls `body`, which
  /// sends the others with the function that is passed to it.
  fileprivate func upload(
    to id: String, _ body: @escaping @Sendable (() async throws -> Void) async throws -> Void
  ) async throws -> Training_Status {
    let batches = Batches.python(id, ZipArchive.dataset())
    return try await withClient(of: .maintenance) { client in
      try await Training_Model.Client(wrapping: client).upload_and_validate { writer in
        try await writer.write(batches[0])
        try await eventually("upload does not begin") {
          try await provider.models.storedModel(withID: id)?.status == .validating
        }
        try await body {
          for batch in batches.dropFirst() { try await writer.write(batch) }
        }
      }.status
    }
  }
}
