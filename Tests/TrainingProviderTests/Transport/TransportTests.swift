import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Logging
import SwiftProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// The provider behind a real HTTP/2 listener.
@Suite struct TransportTests {
  @Test func windowsAndLimitsAreSet() {
    let config = HTTP2ServerTransport.Posix.Config.training(
      TransportLimits(
        maxMessageBytes: 1 << 20, maxConcurrentStreams: 9, maxIdleTime: .seconds(7),
        maxSilence: .seconds(40), maxGraceTime: .seconds(8)))
    #expect(config.http2.targetWindowSize == 4 * 1024 * 1024)
    #expect(config.http2.maxFrameSize == 1024 * 1024)
    #expect(config.rpc.maxRequestPayloadSize == 1 << 20)
    #expect(config.connection.maxIdleTime == .seconds(7))
    #expect(config.connection.maxAge == nil)
    #expect(config.connection.maxGraceTime == .seconds(8))
    #expect(config.connection.keepalive.time == .seconds(20))
    #expect(config.connection.keepalive.timeout == .seconds(10))
    #expect(config.http2.maxConcurrentStreams == 9)
  }

  @Test func cycleOverHTTP2() async throws {
    try await withServer { _, address in
      try await withClient(address) { client in
        let id = try await create(client)
        try await quote(id, client)
        let data = ZipArchive.dataset(bytes: 900_000)
        let batches = Batches.python(id, data, size: 100_000)
        let status = try await client.upload_and_validate { writer in
          for batch in batches { try await writer.write(batch) }
        }.status
        #expect(status == .validating)
        try await reaches(id, .validated, client)
      }
    }
  }

  @Test func resetStreamLeavesAnErroredModel() async throws {
    try await withServer { test, address in
      try await withClient(address) { client in
        let id = try await create(client)
        try await quote(id, client)
        let upload = Task {
          try await client.upload_and_validate { writer in
            try await writer.write(Batches.python(id, ZipArchive.dataset())[0])
            try await Gate().pass()
          }
        }
        try await reaches(id, .validating, client)
        upload.cancel()
        _ = await upload.result
        try await reaches(id, .errored, client)
        try await eventually("partial file stays") { dataFiles(test) == [] }
      }
    }
  }

  @Test func silenceEndsAnUploadOverHTTP2() async throws {
    var limits = ProviderLimits()
    limits.upload.transfer.idleTimeout = .milliseconds(500)
    try await withServer(limits: limits) { _, address in
      try await withClient(address) { client in
        let id = try await create(client)
        try await quote(id, client)
        _ = try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
          try await client.upload_and_validate { writer in
            try await writer.write(Batches.python(id, ZipArchive.dataset())[0])
            try await Gate().pass()
          }
        }
        try await reaches(id, .errored, client)
      }
    }
  }

  /// The client gets the reason, which is also stored with the model.
  @Test func oversizedBatchIsSaidToClientAndModel() async throws {
    let limits = TransportLimits(maxMessageBytes: 100_000)
    try await withServer(transport: limits) { directory, address in
      try await withClient(address) { client in
        let id = try await create(client)
        try await quote(id, client)
        let batches = Batches.python(id, ZipArchive.dataset(bytes: 300_000), size: 50_000)
        let error = await #expect(throws: RPCError.self) {
          try await client.upload_and_validate { writer in
            try await writer.write(batches[0])
            var second = batches[1]
            second.data = Data(count: 200_000)
            try await writer.write(second)
          }
        }
        #expect(error?.code == .resourceExhausted)
        #expect(error?.message.contains("100000 bytes") == true)
        try await reaches(id, .errored, client)
        let registry = try SQLiteModelRegistry(
          file: directory.appendingPathComponent("models.sqlite"))
        let reason = try await registry.storedModel(withID: id)?.failureReason
        #expect(reason?.contains("smaller batches") == true)
      }
    }
  }

  /// A message that can't be decoded has the same reason as one that is too large.
  @Test func damagedBatchIsSaidToClientAndModel() async throws {
    try await withServer { directory, address in
      try await withClient(address) { client in
        let id = try await create(client)
        try await quote(id, client)
        let first = try Batches.python(id, ZipArchive.dataset(bytes: 5000), size: 1000)[0]
          .serializedData()
        let connection = try RawConnection(port: address.port)
        connection.send(
          RawFrame.call("/training.Model/upload_and_validate")
            + RawFrame.message(first, last: false))
        try await reaches(id, .validating, client)
        connection.send(RawFrame.message(Data(repeating: 0xFF, count: 20), last: false))
        try await reaches(id, .errored, client)
        try await eventually("call is not refused") { connection.hasRefusal() }
        let registry = try SQLiteModelRegistry(
          file: directory.appendingPathComponent("models.sqlite"))
        let reason = try await registry.storedModel(withID: id)?.failureReason
        #expect(reason?.contains("could not be read") == true, "\(reason ?? "none")")
      }
    }
  }

  /// Anybody can ask for the prices of links to a server that never answers. Such calls hold few
  /// connections and hold up no paid call, however many there are.
  @Test func mutePriceCallsShutOutNobody() async throws {
    let web = try LocalHTTPServer { connection in
      guard let request = connection.request() else { return }
      if request.contains("/good") { connection.send(LocalHTTPServer.ok(ZipArchive.dataset())) }
      connection.waitUntilClosed()
    }
    defer { web.stop() }
    let base = "http://127.0.0.1:\(web.port)"
    // Mute links keep their turns for the whole test.
    let long = Duration.seconds(300)
    let limits = ProviderLimits(probes: ProbeLimits(placeTimeout: long, contendedTime: long))
    let fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), idleTimeout: long, probeTimeout: long)
    try await withServer(
      limits: limits, transport: TransportLimits(maxConnections: 80), fetcher: fetcher
    ) { _, address in
      func call(_ method: String, _ request: some SwiftProtobuf.Message) throws -> RawConnection {
        let connection = try RawConnection(port: address.port)
        connection.send(
          RawFrame.call("/training.Model/\(method)")
            + RawFrame.message(try request.serializedData()))
        return connection
      }
      var ids: [String] = []
      try await withClient(address) { client in
        for _ in 0...200 { ids.append(try await create(client)) }
      }
      let honest = validation(of: ids.removeLast(), link: "\(base)/good")
      let quote = try call("validate_model_price", honest)
      try await eventually("no price is given") { quote.hasSuccess() }
      var mute: [RawConnection] = []
      for id in ids {
        mute.append(
          try call("validate_model_price", validation(of: id, link: "\(base)/mute")))
      }
      try await eventually("mute links hold too many connections") {
        mute.count { !$0.isClosed && !$0.hasRefusal() }
          <= limits.probes.maxConcurrent + limits.probes.maxWaiting
      }
      let paid = try call("validate_model", honest)
      try await eventually("a paid call is not answered") { paid.hasSuccess() }
      for _ in 0..<20 {
        var model = Training_NewModel()
        model.grpcMethodName = "stt"
        model.grpcServiceName = "ExampleService"
        let newcomer = try call("create_model", model)
        try await eventually("a newcomer is not answered") { newcomer.hasSuccess() }
      }
      #expect(mute.count == 200)
    }
  }

  private func validation(of id: String, link: String) -> Training_ValidateRequest {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    return request
  }

  private typealias Client = Training_Model.Client<HTTP2ClientTransport.Posix>

  private func create(_ client: Client) async throws -> String {
    var request = Training_NewModel()
    request.grpcMethodName = "stt"
    request.grpcServiceName = "ExampleService"
    return try await client.create_model(request).modelID
  }

  private func quote(_ id: String, _ client: Client) async throws {
    var request = Training_ValidateRequest()
    request.modelID = id
    _ = try await client.validate_model_price(request)
  }

  private func reaches(_ id: String, _ status: Training_Status, _ client: Client) async throws {
    var request = Training_ModelID()
    request.modelID = id
    try await eventually("model does not reach \(status)") { [request] in
      try await client.get_model_status(request).status == status
    }
  }

  private func withServer(
    limits: ProviderLimits = ProviderLimits(), transport: TransportLimits = TransportLimits(),
    fetcher: any DatasetFetcher = HTTPDatasetFetcher(),
    _ body: (URL, GRPCNIOTransportCore.SocketAddress.IPv4) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let provider = try await ModelProvider(
        dataDirectory: directory, methods: TestMethods.all, trainer: StubTrainer(), limits: limits,
        fetcher: fetcher,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      let server = GRPCServer(
        transport: .http2NIOPosix(
          address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext,
          config: .training(transport)),
        services: [provider.service])
      let running = Task { try await provider.run() }
      let serving = Task { try await server.serve() }
      let result: Result<Void, any Error>
      do {
        let address = try await server.listeningAddress?.ipv4
        result = .success(try await body(directory, try #require(address)))
      } catch {
        result = .failure(error)
      }
      // Not by cancellation: NIO traps if a connection arrives at the same time.
      server.beginGracefulShutdown()
      try await serving.value
      running.cancel()
      try await running.value
      try result.get()
    }
  }

  private func withClient(
    _ address: GRPCNIOTransportCore.SocketAddress.IPv4, _ body: (Client) async throws -> Void
  ) async throws {
    try await withGRPCClient(
      transport: .http2NIOPosix(
        target: .ipv4(address: address.host, port: address.port), transportSecurity: .plaintext)
    ) { client in
      try await body(Client(wrapping: client))
    }
  }
}
