import Foundation
import Synchronization
import Testing

@testable import TrainingProvider

/// A probe finds out what a link leads to, without fetching it and within seconds.
@Suite struct ProbeTests {
  static let trusting = HTTPDatasetFetcher(
    policy: LinkPolicy(allowsPrivateAddresses: true), maxRedirects: 2)

  /// Like ``trusting``, with short time limits.
  static let hasty = HTTPDatasetFetcher(
    policy: LinkPolicy(allowsPrivateAddresses: true), probeTimeout: .milliseconds(200))

  @Test(arguments: [
    ("content-length: 12\r\n", UInt64(12)), ("", nil), ("transfer-encoding: chunked\r\n", nil),
  ])
  func statedSizesAreTold(_ headers: String, _ size: UInt64?) async throws {
    try await withServer { connection in
      connection.send("HTTP/1.1 200 OK\r\n\(headers)\r\n")
      connection.waitUntilClosed()
    } _: { server, link in
      let dataset = try await Self.trusting.probe(link, maxBytes: 12)
      let expected = LinkedDataset(link: link, byteCount: size, fileName: "data.zip")
      #expect(dataset == expected)
      try await eventually("the connection is dropped") { server.open == 0 }
    }
  }

  @Test func emptyFilesAreRefused() async throws {
    try await withServer(answering: ["/data.zip": LocalHTTPServer.ok(Data())]) { link in
      let error = try await expect(.fetchFailed) {
        try await Self.trusting.probe(link, maxBytes: 12)
      }
      #expect(error.message.contains("empty file"))
    }
  }

  @Test func largerDatasetsAreRefused() async throws {
    try await withServer { connection in
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n")
      connection.waitUntilClosed()
    } _: { _, link in
      try await expect(.datasetTooLarge) {
        try await Self.trusting.probe(link, maxBytes: 12)
      }
    }
  }

  /// Signed links are signed for one kind of request.
  @Test func theRequestIsThatOfFetching() async throws {
    let requests = Mutex<[String]>([])
    try await withServer { connection in
      connection.send(LocalHTTPServer.ok(Data("abc".utf8)))
    } seen: { request in
      requests.withLock { $0.append(request) }
    } _: { _, link in
      let signed = "\(link)?signature=a%2Fb&x=y"
      _ = try await Self.trusting.probe(signed, maxBytes: 12)
      _ = try await Self.trusting.fetch(signed, maxBytes: 12) { _ in }
      let seen = requests.withLock { $0 }
      #expect(seen.count == 2)
      #expect(seen.first == seen.last)
      #expect(seen.first?.hasPrefix("GET /data.zip?signature=a%2Fb&x=y HTTP/1.1\r\n") == true)
    }
  }

  /// If a server keeps sending, the connection is closed after the head.
  @Test func bodiesAreNotRead() async throws {
    let sent = Mutex(0)
    try await withServer { connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      let block = Data(count: 1 << 20)
      while connection.send(block) { sent.withLock { $0 += block.count } }
    } _: { server, link in
      _ = try await Self.trusting.probe(link, maxBytes: 12)
      try await eventually("the server is cut off") { server.open == 0 }
      #expect(sent.withLock { $0 } < 64 << 20)
    }
  }

  @Test func redirectsAreFollowedUnderThePolicy() async throws {
    try await withServer(answering: [
      "/data.zip": LocalHTTPServer.redirect("/there"),
      "/there": LocalHTTPServer.ok(Data("abc".utf8)),
    ]) { link in
      let dataset = try await Self.trusting.probe(link, maxBytes: 12)
      #expect(dataset == LinkedDataset(link: link, byteCount: 3, fileName: "there"))
    }
    for target in ["ftp://example.com/", "http://[::1%25lo]/", "http://h:65536/", "http://:80/"] {
      try await withServer(answering: ["/data.zip": LocalHTTPServer.redirect(target)]) { link in
        try await expect(.linkRefused) { try await Self.trusting.probe(link, maxBytes: 12) }
      }
    }
    try await withServer(answering: ["/data.zip": LocalHTTPServer.redirect("/data.zip")]) { link in
      try await expect(.fetchFailed) { try await Self.trusting.probe(link, maxBytes: 12) }
    }
  }

  @Test func whatCannotBeFetchedIsRefused() async throws {
    let missing = Data("HTTP/1.1 404 Gone fishing\r\ncontent-length: 0\r\n\r\n".utf8)
    try await withServer(answering: ["/data.zip": missing]) { link in
      let error = try await expect(.fetchFailed) {
        try await Self.trusting.probe(link, maxBytes: 12)
      }
      #expect(error.message.contains("404"))
    }
    let server = try LocalHTTPServer([:])
    server.stop()
    try await expect(.fetchFailed) {
      try await Self.trusting.probe("http://127.0.0.1:\(server.port)/", maxBytes: 12)
    }
    var fetcher = Self.trusting
    fetcher.probeResolver = HostResolver { _ throws(ProviderError) in
      throw .unfetchable("nobody knows it")
    }
    try await expect(.fetchFailed) { [fetcher] in
      try await fetcher.probe("http://no-such-host.example/", maxBytes: 12)
    }
    fetcher.probeResolver = HostResolver { _ throws(ProviderError) in [] }
    try await expect(.fetchFailed) { [fetcher] in
      try await fetcher.probe("http://no-such-host.example/", maxBytes: 12)
    }
    try await expect(.linkRefused) { try await Self.trusting.probe("nothing", maxBytes: 12) }
  }

  enum Hostility: CaseIterable {
    case silence, bytes, headers, hints, reason, redirects, noTLS, drips
  }

  /// Whatever a server does, a probe ends in time, with a message, and closes the connection.
  @Test(arguments: Hostility.allCases)
  func hostileServersAreLeftInTime(_ hostility: Hostility) async throws {
    let server = try LocalHTTPServer { connection in
      if hostility != .noTLS { guard connection.request() != nil else { return } }
      switch hostility {
      case .silence, .noTLS: connection.waitUntilClosed()
      case .bytes: connection.drip("H", every: 0.01)
      case .headers:
        connection.send("HTTP/1.1 200 OK\r\n")
        connection.drip("x: \(String(repeating: "y", count: 50))\r\n", every: 0.01)
      case .hints: connection.drip("HTTP/1.1 103 Early Hints\r\n\r\n", every: 0)
      case .reason:
        connection.send("HTTP/1.1 200 ")
        connection.drip(String(repeating: "O", count: 1000), every: 0)
      case .redirects:
        Thread.sleep(forTimeInterval: 0.1)
        connection.send(LocalHTTPServer.redirect("/again"))
      case .drips:
        connection.send("HTTP/1.1 200 OK\r\nx: ")
        connection.drip("y", every: 0.01)
      }
    }
    defer { server.stop() }
    let scheme = hostility == .noTLS ? "https" : "http"
    let clock = ContinuousClock()
    let time = try await clock.measure {
      try await expect(.fetchFailed) {
        try await Self.hasty.probe("\(scheme)://127.0.0.1:\(server.port)/", maxBytes: 12)
      }
    }
    #expect(time < .seconds(5))
    try await eventually("the connection is closed") { server.open == 0 }
  }

  @Test func slowLookupsAndConnectionsAreLeftInTime() async throws {
    let mayEnd = DispatchSemaphore(value: 0)
    defer { mayEnd.signal() }
    var fetcher = Self.hasty
    fetcher.probeResolver = HostResolver(threads: 1) { _ throws(ProviderError) in
      mayEnd.wait()
      return ["127.0.0.1"]
    }
    try await expect(.fetchFailed) { [fetcher] in
      try await fetcher.probe("http://slow.example/", maxBytes: 12)
    }
    let listener = try DeafListener()
    try await expect(.fetchFailed) {
      try await Self.hasty.probe("http://127.0.0.1:\(listener.port)/", maxBytes: 12)
    }
  }

  /// Probing names whose name servers don't answer doesn't hold up jobs.
  @Test func silentNameServersHoldUpNoFetch() async throws {
    let mayEnd = DispatchSemaphore(value: 0)
    defer { mayEnd.signal() }
    var fetcher = Self.hasty
    fetcher.probeResolver = HostResolver(threads: 1) { _ throws(ProviderError) in
      mayEnd.wait()
      return []
    }
    fetcher.resolver = HostResolver(threads: 1) { _ throws(ProviderError) in ["127.0.0.1"] }
    try await expect(.fetchFailed) { [fetcher] in
      try await fetcher.probe("http://slow.example/", maxBytes: 12)
    }
    let server = try LocalHTTPServer(["/data.zip": LocalHTTPServer.ok(Data("abc".utf8))])
    defer { server.stop() }
    _ = try await fetcher.fetch("http://paid.example:\(server.port)/data.zip", maxBytes: 12) { _ in
    }
  }

  /// A custom fetcher doesn't have to implement `probe`.
  @Test func driversMayOnlyCheck() async throws {
    struct Driver: DatasetFetcher {
      func check(_ link: String) throws(ProviderError) {
        guard link == "good" else { throw ProviderError(.linkRefused, "no") }
      }
      func fetch(
        _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
      ) async throws -> String { "" }
    }
    #expect(try await Driver().probe("good", maxBytes: 1) == LinkedDataset(link: "good"))
    try await expect(.linkRefused) { try await Driver().probe("bad", maxBytes: 1) }
  }

  @discardableResult
  private func expect(
    _ code: ProviderError.Code, _ probe: () async throws -> some Any
  ) async throws -> ProviderError {
    let thrown = await #expect(throws: ProviderError.self) { _ = try await probe() }
    let error = try #require(thrown)
    #expect(error.code == code, "\(error)")
    return error
  }

  private func withServer(
    answering answers: [String: Data], _ body: (String) async throws -> Void
  ) async throws {
    let server = try LocalHTTPServer(answers)
    defer { server.stop() }
    try await body("http://127.0.0.1:\(server.port)/data.zip")
  }

  private func withServer(
    _ answer: @escaping LocalHTTPServer.Script,
    seen: @escaping @Sendable (String) -> Void = { _ in },
    _ body: (LocalHTTPServer, String) async throws -> Void
  ) async throws {
    let server = try LocalHTTPServer { connection in
      guard let request = connection.request() else { return }
      seen(request)
      answer(connection)
    }
    defer { server.stop() }
    try await body(server, "http://127.0.0.1:\(server.port)/data.zip")
  }
}
