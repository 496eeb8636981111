import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingDatasets
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// validate_model with a training_data_link, the only way that works with some daemons.
@Suite struct LinkTests {
  static let trusting = HTTPDatasetFetcher(policy: LinkPolicy(allowsPrivateAddresses: true))

  @Test func linkedDatasetIsFetchedAndValidated() async throws {
    try await withServer { base in
      try await ProviderUnderTest.run(fetcher: Self.trusting) { test in
        let id = try await test.create()
        #expect(try await test.validate(id, link: "\(base)/data.zip") == .validating)
        try await test.reaches(id, .validated)
        let model = try await test.stored(id)
        #expect(model.dataset?.name == "data.zip")
        #expect(model.trainingDataLink == "")
        _ = try await test.train(id)
        try await test.reaches(id, .readyToUse)
      }
    }
  }

  @Test func linkReplacesAnUpload() async throws {
    try await withServer { base in
      try await ProviderUnderTest.run(fetcher: Self.trusting) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        let upload = try await test.stored(id).dataset
        _ = try await test.validate(id, link: "\(base)/data.zip")
        try await test.reaches(id, .validated)
        #expect(try await test.stored(id).dataset != upload)
        try await eventually("the upload stays") { dataFiles(test.directory).count == 1 }
      }
    }
  }

  /// A bad link is refused both when its price is asked for and when it is paid for.
  @Test(arguments: [
    ("/missing", "FETCH_FAILED"), ("/large", "DATASET_TOO_LARGE"), ("/empty", "FETCH_FAILED"),
  ])
  func linkThatCannotSucceedIsRefusedBefore(_ path: String, _ reason: String) async throws {
    try await withServer { base in
      try await ProviderUnderTest.run(fetcher: Self.trusting) { test in
        let id = try await test.create()
        let before = try await test.stored(id)
        for call: () async throws -> Any in [
          { try await test.validationPrice(id, link: base + path) },
          { try await test.validateAtOnce(id, link: base + path) },
        ] {
          let error = await #expect(throws: RPCError.self) { _ = try await call() }
          let status = try #require(try error?.unpackGoogleRPCStatus())
          #expect(status.details.compactMap(\.errorInfo).first?.reason == reason)
        }
        #expect(try await test.stored(id) == before)
      }
    }
  }

  /// The name of the file is known after all redirects, before the link is priced and paid for.
  @Test(arguments: ["/data.rar", "/latest.zip", "/archive.rar?as=data.zip"])
  func linkToAFileOfAnotherKindIsRefusedBefore(_ path: String) async throws {
    let data = LocalHTTPServer.ok(ZipArchive.dataset())
    let server = try LocalHTTPServer([
      "/data.rar": data, "/archive.rar?as=data.zip": data,
      "/latest.zip": LocalHTTPServer.redirect("/data.rar"),
      "/latest.rar": LocalHTTPServer.redirect("/data.zip"), "/data.zip": data,
    ])
    defer { server.stop() }
    try await ProviderUnderTest.run(fetcher: Self.trusting) { test in
      let id = try await test.create()
      let base = "http://127.0.0.1:\(server.port)"
      let before = try await test.stored(id)
      for call: () async throws -> Any in [
        { try await test.validationPrice(id, link: base + path) },
        { try await test.validateAtOnce(id, link: base + path) },
      ] {
        try await expect(.invalidArgument, "DATASET_REJECTED") { try await call() }
      }
      #expect(try await test.stored(id) == before)
      _ = try await test.validate(id, link: "\(base)/latest.rar")
      try await test.reaches(id, .validated)
    }
  }

  /// The trainer gets the dataset's size for the price, and no more bytes than that are fetched.
  @Test func statedSizeIsPriced() async throws {
    try await withServer { base in
      try await ProviderUnderTest.run(fetcher: Self.trusting) { test in
        let id = try await test.create()
        let size = UInt64(ZipArchive.dataset(bytes: 2000).count)
        #expect(try await test.validationPrice(id, link: "\(base)/data.zip") == 7 + size)
        #expect(try await test.validateAtOnce(id, link: "\(base)/data.zip") == .validating)
        try await test.reaches(id, .validated)
      }
    }
  }

  /// A server that states a small size for both probes and then sends more.
  @Test func moreThanWasPricedIsNotFetched() async throws {
    try await withServer { base in
      try await ProviderUnderTest.run(fetcher: Understating(fetcher: Self.trusting)) { test in
        let id = try await test.create()
        _ = try await test.validate(id, link: "\(base)/data.zip")
        try await test.reaches(id, .errored)
        #expect(try await test.stored(id).failureReason?.contains("10 bytes") == true)
      }
    }
  }

  @Test(arguments: ["/short", "/text"])
  func badLinkLeavesAnErroredModelAndNoPartialFile(_ path: String) async throws {
    try await withServer { base in
      try await ProviderUnderTest.run(fetcher: Self.trusting) { test in
        let id = try await test.create()
        #expect(try await test.validate(id, link: base + path) == .validating)
        try await test.reaches(id, .errored)
        #expect(try await test.stored(id).failureReason != nil)
        #expect(dataFiles(test.directory).allSatisfy { $0.hasPrefix("datasets/") })
      }
    }
  }

  /// If all places are taken, a link that is too slow makes way for one that waits.
  @Test func slowLinkMakesWay() async throws {
    let server = try LocalHTTPServer { connection in
      guard let request = connection.request() else { return }
      guard request.hasPrefix("GET /slow ") else {
        connection.send(LocalHTTPServer.ok(ZipArchive.dataset()))
        return
      }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      connection.drip("a", every: 0.01)
    }
    defer { server.stop() }
    var limits = ProviderLimits()
    limits.jobs.concurrentFetches = 1
    limits.links.minBytesPerSecond = 1
    limits.links.contendedGrace = .zero
    try await ProviderUnderTest.run(limits: limits, fetcher: Self.trusting) { test in
      let ids = [try await test.create(), try await test.create()]
      let base = "http://127.0.0.1:\(server.port)"
      _ = try await test.validate(ids[0], link: "\(base)/slow")
      _ = try await test.validate(ids[1], link: "\(base)/data.zip")
      try await test.reaches(ids[1], .validated)
      let slow = try await test.stored(ids[0])
      #expect(slow.status == .errored)
      #expect(slow.failureReason?.contains("others waited") == true)
    }
  }

  /// The time limit for a link of known size is the time that the size takes at the lowest rate.
  @Test func statedSizeBoundsTheTime() async throws {
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc")
      connection.waitUntilClosed()
    }
    defer { server.stop() }
    var limits = ProviderLimits()
    limits.links.rateWindow = .milliseconds(300)
    try await ProviderUnderTest.run(limits: limits, fetcher: Self.trusting) { test in
      let id = try await test.create()
      _ = try await test.validate(id, link: "http://127.0.0.1:\(server.port)/data.zip")
      try await test.reaches(id, .errored)
      let reason = try await test.stored(id).failureReason
      #expect(reason?.contains("took too long") == true, "\(reason ?? "none")")
    }
  }

  /// A client that leaves while its link is probed is refunded, so nothing begins for it.
  @Test func clientThatLeavesBeginsNoWork() async throws {
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.waitUntilClosed()
    }
    defer { server.stop() }
    let good = try LocalHTTPServer(["/data.zip": LocalHTTPServer.ok(ZipArchive.dataset())])
    defer { good.stop() }
    let fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), probeTimeout: .seconds(60))
    let limits = ProviderLimits(probes: ProbeLimits(maxConcurrent: 1))
    try await ProviderUnderTest.run(limits: limits, fetcher: fetcher) { test in
      let id = try await test.create()
      for method in [
        Training_Model.Method.validate_model_price.descriptor,
        Training_Model.Method.validate_model.descriptor,
      ] {
        let call = ServerContext.RPCCancellationHandle()
        let context = ServerContext(
          descriptor: method, remotePeer: "", localPeer: "", cancellation: call)
        var request = Training_ValidateRequest()
        request.modelID = id
        request.trainingDataLink = "http://127.0.0.1:\(server.port)/data.zip"
        let accepted = server.accepted
        let leaving = Task { [request] in
          let service = test.provider.service
          if method == Training_Model.Method.validate_model.descriptor {
            _ = try await service.validate_model(request: request, context: context)
          } else {
            _ = try await service.validate_model_price(request: request, context: context)
          }
        }
        try await eventually("nobody looks") { server.accepted > accepted }
        call.cancel()
        await #expect(throws: (any Error).self) { try await leaving.value }
        #expect(try await test.status(id) == .created)
        // The one place for looking at links is free again.
        let link = "http://127.0.0.1:\(good.port)/data.zip"
        #expect(try await test.validationPrice(id, link: link) > 0)
      }
    }
  }

  /// A trainer can read every archive that the provider's limits allow.
  @Test func trainersReadWhatWasAccepted() async throws {
    var limits = ProviderLimits()
    limits.inspection.maxNameBytes = 5000
    let names = ["a", "b"].map { String(repeating: $0, count: 4500) + ".txt" }
    let archive = ZipArchive.make(names.map { ($0, Data("one two".utf8)) })
    try await ProviderUnderTest.run(trainer: WordCounter(), limits: limits) { test in
      let id = try await test.create()
      try await test.uploaded(id, archive)
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
    }
  }

  @Test func refusedLinkChangesNothing() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      for link in ["http://127.0.0.1/x", "file:///etc/passwd", "http://169.254.169.254/"] {
        _ = try await expect(.invalidArgument, "LINK_REFUSED") {
          try await test.validate(id, link: link)
        }
      }
      #expect(try await test.status(id) == .created)
    }
  }

  private func withServer(_ body: (String) async throws -> Void) async throws {
    let server = try LocalHTTPServer([
      "/data.zip": LocalHTTPServer.ok(ZipArchive.dataset(bytes: 2000)),
      "/empty": LocalHTTPServer.ok(Data()),
      "/large": LocalHTTPServer.ok(Data(count: 1024 * 1024 + 1)),
      "/short": Data("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc".utf8),
      "/text": LocalHTTPServer.ok(Data("no archive".utf8)),
    ])
    defer { server.stop() }
    try await body("http://127.0.0.1:\(server.port)")
  }
}

/// A fetcher that states a size of ten bytes for all links.
private struct Understating: DatasetFetcher {
  let fetcher: HTTPDatasetFetcher

  func check(_ link: String) throws(ProviderError) { try fetcher.check(link) }

  func probe(_ link: String, maxBytes: UInt64) async throws -> LinkedDataset {
    LinkedDataset(link: link, byteCount: 10)
  }

  func fetch(
    _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
  ) async throws -> String {
    try await fetcher.fetch(link, maxBytes: maxBytes, receive: receive)
  }
}
