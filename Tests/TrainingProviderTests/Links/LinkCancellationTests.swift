import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

/// In every state, fetching and probing end as soon as they are cancelled, and leave no connection.
@Suite struct LinkCancellationTests {
  enum Stall: CaseIterable {
    /// The name server doesn't answer.
    case lookup
    /// The connection doesn't open.
    case connecting
    /// The server accepts the connection but doesn't answer the TLS handshake.
    case handshake
    /// The server doesn't answer the request.
    case answer
    /// The head of the response doesn't end.
    case head
    /// The target of a redirect doesn't answer.
    case redirect
    /// The body stops in the middle.
    case body
    /// The body arrives byte by byte.
    case trickle
  }

  @Test(arguments: Stall.allCases)
  func fetching(_ stall: Stall) async throws {
    try await expectPromptEnd(in: stall) { fetcher, link in
      _ = try await fetcher.fetch(link, maxBytes: .max) { _ in }
    }
  }

  @Test(arguments: Stall.allCases.filter { $0 != .body && $0 != .trickle })
  func probing(_ stall: Stall) async throws {
    try await expectPromptEnd(in: stall) { fetcher, link in
      _ = try await fetcher.probe(link, maxBytes: .max)
    }
  }

  @Test func cancelledBeforeItBegins() async throws {
    let server = try LocalHTTPServer { $0.waitUntilClosed() }
    defer { server.stop() }
    let link = "http://127.0.0.1:\(server.port)/"
    for _ in 0..<50 {
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        _ = try await Self.patient.fetch(link, maxBytes: .max) { _ in }
      }
      try await expectPromptEnd(of: task)
    }
    try await eventually("no connection is left") { server.open == 0 }
  }

  /// Cancels at random times, not only in the states that are easy to produce.
  @Test func atAnyMoment() async throws {
    let server = try LocalHTTPServer { connection in
      guard let request = connection.request() else { return }
      if request.hasPrefix("GET /r ") {
        connection.send(LocalHTTPServer.redirect("/"))
      } else {
        connection.send(LocalHTTPServer.ok(Data(count: 3_000_000)))
      }
    }
    defer { server.stop() }
    let link = "http://127.0.0.1:\(server.port)/r"
    for seed in seeds(100) {
      var random = SeededRandom(seed: seed)
      let task = Task { _ = try await Self.patient.fetch(link, maxBytes: .max) { _ in } }
      try await Task.sleep(for: .microseconds(Int64.random(in: 0..<6000, using: &random)))
      let clock = ContinuousClock()
      let time = await clock.measure {
        task.cancel()
        _ = await task.result
      }
      #expect(time < .seconds(1))
    }
    try await eventually("no connection is left") { server.open == 0 }
  }

  private static let patient = HTTPDatasetFetcher(
    policy: LinkPolicy(allowsPrivateAddresses: true), connectTimeout: .seconds(300),
    idleTimeout: .seconds(300), probeTimeout: .seconds(300))

  private func expectPromptEnd(
    in stall: Stall,
    _ follow: @escaping @Sendable (HTTPDatasetFetcher, String) async throws -> Void
  ) async throws {
    let server = try LocalHTTPServer { Self.play(stall, on: $0) }
    defer { server.stop() }
    let deaf = try stall == .connecting ? DeafListener() : nil
    let mayEnd = DispatchSemaphore(value: 0)
    defer { mayEnd.signal() }
    let resolver = HostResolver { _ throws(ProviderError) in
      mayEnd.wait()
      return ["127.0.0.1"]
    }
    var fetcher = Self.patient
    fetcher.resolver = resolver
    fetcher.probeResolver = fetcher.resolver
    let host = stall == .lookup ? "slow.example" : "127.0.0.1"
    let scheme = stall == .handshake ? "https" : "http"
    let link = "\(scheme)://\(host):\(deaf?.port ?? server.port)/data.zip"
    let task = Task { [fetcher] in try await follow(fetcher, link) }
    try await eventually("it gets there") {
      switch stall {
      case .lookup: resolver.pendingCount == 1
      case .connecting: deaf?.hasAttempts == true
      case .redirect: server.accepted == 2
      default: server.accepted == 1
      }
    }
    try await Task.sleep(for: .milliseconds(100))
    try await expectPromptEnd(of: task)
    try await eventually("no connection is left") { server.open == 0 }
    if let deaf { try await eventually("no attempt is left") { !deaf.hasAttempts } }
  }

  private func expectPromptEnd(of task: Task<Void, any Error>) async throws {
    let clock = ContinuousClock()
    let time = await clock.measure {
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(time < .seconds(1))
  }

  private static func play(_ stall: Stall, on connection: ServerConnection) {
    guard stall != .handshake else { return connection.waitUntilClosed() }
    guard let request = connection.request() else { return }
    switch stall {
    case .head: connection.drip("HTTP/1.1 200 OK\r\nx: ", every: 0.02)
    case .redirect where request.hasPrefix("GET /data.zip "):
      connection.send(LocalHTTPServer.redirect("/elsewhere"))
    case .body: connection.send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc")
    case .trickle:
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      connection.drip("a", every: 0.02)
    default: break
    }
    connection.waitUntilClosed()
  }
}
