import GRPCCore
import GRPCInProcessTransport
import TrainingProtos
import TrainingRuntime

/// Sends uploads to a service in the same process. The client and the service use the same coder.
struct Uploads<Coding: Coder>: Sendable {
  private let client: GRPCClient<InProcessTransport.Client>

  /// Has an element for each window of messages that the server has read. The client waits for it
  /// before it sends the next window.
  private let windows: AsyncStream<Void>

  /// Serves uploads until `body` returns.
  static func serve(
    with coder: Coding.Type, _ body: (Uploads<Coding>) async throws -> Void
  ) async throws {
    let transport = InProcessTransport()
    let (windows, reader) = AsyncStream<Void>.makeStream()
    try await withGRPCServer(
      transport: transport.server, services: [UploadService<Coding>(reader: reader)]
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Uploads(client: client, windows: windows))
      }
    }
  }

  /// Makes one call, which sends the same batch as often as its upload has batches.
  func send(_ batch: Batch) async throws {
    let (message, count, windows) = (batch.message, batch.count, windows)
    let request = StreamingClientRequest(of: Training_UploadInput.self) { writer in
      var windows = windows.makeAsyncIterator()
      for number in 1...count {
        try await writer.write(message)
        if number.isMultiple(of: message.messagesInWindow) { await windows.next() }
      }
    }
    let answer = try await client.clientStreaming(
      request: request, descriptor: Training_Model.Method.upload_and_validate.descriptor,
      serializer: Coding.batchSerializer, deserializer: Coding.answerDeserializer,
      options: .defaults
    ) { try $0.message }
    precondition(answer.status == .validated)
  }
}

/// A service that only adds up the sizes of the batches.
private struct UploadService<Coding: Coder>: RegistrableRPCService {
  let reader: AsyncStream<Void>.Continuation

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: Training_Model.Method.upload_and_validate.descriptor,
      deserializer: Coding.batchDeserializer, serializer: Coding.answerSerializer
    ) { request, _ in
      var missing: UInt64?
      var read = 0
      for try await batch in request.messages {
        missing = (missing ?? batch.fileSize) - UInt64(batch.data.count)
        read += 1
        if read.isMultiple(of: batch.messagesInWindow) { reader.yield() }
      }
      let answer = Training_StatusResponse.with { $0.status = missing == 0 ? .validated : .errored }
      return StreamingServerResponse(single: ServerResponse(message: answer))
    }
  }
}

extension Training_UploadInput {
  /// The number of messages of this size that the client sends before it waits for the server. They
  /// fill HTTP/2's initial window of 64 KiB, unless a single one is larger. The client has to wait
  /// because the in-process transport doesn't have flow control.
  fileprivate var messagesInWindow: Int { max(1, (64 << 10) / data.count) }
}
