import Foundation
import Synchronization
import Testing

@testable import TrainingProvider

@Suite struct HTTPDatasetFetcherTests {
  static let body = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0) })

  static let trusting = HTTPDatasetFetcher(
    policy: LinkPolicy(allowsPrivateAddresses: true), maxRedirects: 2)

  @Test func bytesArriveInOrder() async throws {
    try await withServer { base in
      let (data, name) = try await fetch("\(base)/dir/data.zip?x=1")
      #expect(data == Self.body)
      #expect(name == "data.zip")
    }
  }

  @Test(arguments: ["/chunks", "/end", "/hints"])
  func everyFramingIsUnderstood(_ path: String) async throws {
    try await withServer { base in
      let data = try await fetch(base + path).data
      #expect(data == Data("abc".utf8))
    }
  }

  /// Bytes that nobody takes yet stay with the server.
  @Test func slowReceiversSlowTheServerDown() async throws {
    let sent = Mutex(0)
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      let block = Data(count: 1 << 20)
      for _ in 0..<256 where connection.send(block) { sent.withLock { $0 += block.count } }
    }
    defer { server.stop() }
    let gate = Gate()
    let count = Mutex(0)
    let task = Task {
      try await Self.trusting.fetch("http://127.0.0.1:\(server.port)/", maxBytes: .max) { data in
        try await gate.pass()
        count.withLock { $0 += data.count }
      }
    }
    var before = -1
    try await eventually("the server has to wait") {
      let now = sent.withLock { $0 }
      defer { before = now }
      try await Task.sleep(for: .milliseconds(200))
      return now == before
    }
    #expect(before < 64 << 20)
    gate.open()
    _ = try await task.value
    #expect(count.withLock { $0 } == 256 << 20)
  }

  @Test func silenceInTheBodyIsBounded() async throws {
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc")
      connection.waitUntilClosed()
    }
    defer { server.stop() }
    let fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), idleTimeout: .milliseconds(100))
    let error = await #expect(throws: ProviderError.self) {
      _ = try await fetch("http://127.0.0.1:\(server.port)/x", with: fetcher)
    }
    #expect(error?.code == .fetchFailed)
    try await eventually("the connection is closed") { server.open == 0 }
  }

  @Test func localNamesAreRefused() async throws {
    try await withServer { base in
      let link = base.replacing("127.0.0.1", with: "LOCALHOST") + "/dir/data.zip?x=1"
      let error = await #expect(throws: ProviderError.self) {
        _ = try await fetch(link, with: HTTPDatasetFetcher())
      }
      #expect(error?.code == .linkRefused, "\(String(describing: error))")
    }
  }

  /// A name is looked up only once, because its name server could answer differently the second
  /// time. The connection goes to the address that was checked.
  @Test func namesAreLookedUpOnce() async throws {
    let lookups = Mutex(0)
    var fetcher = Self.trusting
    fetcher.resolver = HostResolver { host throws(ProviderError) in
      let count = lookups.withLock { count in
        count += 1
        return count
      }
      return count == 1 && host == "data.example" ? ["127.0.0.1"] : ["127.0.0.2"]
    }
    let requests = Mutex<[String]>([])
    let server = try LocalHTTPServer { connection in
      guard let request = connection.request() else { return }
      requests.withLock { $0.append(request) }
      connection.send(LocalHTTPServer.ok(Self.body))
    }
    defer { server.stop() }
    let data = try await fetch("http://DATA.example.:\(server.port)/x", with: fetcher).data
    #expect(data == Self.body)
    #expect(lookups.withLock { $0 } == 1)
    let request = requests.withLock { $0 }.first ?? ""
    #expect(request.contains("host: data.example:\(server.port)\r\n"), "\(request)")
  }

  /// Some of a host's addresses may be unreachable.
  @Test func otherAddressesAreTriedToo() async throws {
    try await withServer { base in
      var fetcher = Self.trusting
      fetcher.resolver = HostResolver { _ throws(ProviderError) in ["127.0.0.2", "127.0.0.1"] }
      let link = base.replacing("127.0.0.1", with: "data.example") + "/dir/data.zip?x=1"
      let data = try await fetch(link, with: fetcher).data
      #expect(data == Self.body)
    }
  }

  @Test func redirectsAreFollowedAndCounted() async throws {
    try await withServer { base in
      let data = try await fetch("\(base)/twice").data
      #expect(data == Self.body)
    }
    let server = try LocalHTTPServer(["/loop": LocalHTTPServer.redirect("/loop")])
    defer { server.stop() }
    let error = await #expect(throws: ProviderError.self) {
      _ = try await fetch("http://127.0.0.1:\(server.port)/loop")
    }
    #expect(error?.code == .fetchFailed)
    #expect(server.accepted == 3)
  }

  /// The time for a transfer is limited, however fast the transfer is.
  @Test func timeOfATransferIsBounded() async throws {
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      connection.drip("a", every: 0.01)
    }
    defer { server.stop() }
    let fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), timeout: .milliseconds(300))
    let error = await #expect(throws: ProviderError.self) {
      _ = try await fetch("http://127.0.0.1:\(server.port)/", with: fetcher)
    }
    #expect(error?.message.contains("takes too long") == true)
    try await eventually("the connection is closed") { server.open == 0 }
  }

  /// The limit applies to all redirects together.
  @Test func timeOfRedirectsIsBounded() async throws {
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      Thread.sleep(forTimeInterval: 0.2)
      connection.send(LocalHTTPServer.redirect("/again"))
    }
    defer { server.stop() }
    let fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), timeout: .milliseconds(100))
    let error = await #expect(throws: ProviderError.self) {
      _ = try await fetch("http://127.0.0.1:\(server.port)/", with: fetcher)
    }
    #expect(error?.message.contains("takes too long") == true)
    #expect(server.accepted == 1)
  }

  @Test func timeOfALookupIsBounded() async throws {
    let mayEnd = DispatchSemaphore(value: 0)
    defer { mayEnd.signal() }
    var slow = HTTPDatasetFetcher(connectTimeout: .milliseconds(100))
    slow.resolver = HostResolver(threads: 1) { _ throws(ProviderError) in
      mayEnd.wait()
      return []
    }
    let fetcher = slow
    let error = await #expect(throws: ProviderError.self) {
      _ = try await fetch("http://slow.example/", with: fetcher)
    }
    #expect(error?.message.contains("too long to be looked up") == true)
  }

  /// A name with many addresses that don't answer occupies its place only for a limited time.
  @Test func onlySomeAddressesAreTried() async throws {
    try await withServer { base in
      var fetcher = Self.trusting
      fetcher.resolver = HostResolver { _ throws(ProviderError) in
        ["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.1"]
      }
      let link = base.replacing("127.0.0.1", with: "data.example") + "/dir/data.zip?x=1"
      let several = fetcher
      let error = await #expect(throws: ProviderError.self) {
        _ = try await fetch(link, with: several)
      }
      #expect(error?.message.contains("cannot be reached") == true)
    }
  }

  @Test(arguments: ["/file", "/port", "/zone", "/user", "/garbage"])
  func redirectsAreHeldAgainstThePolicy(_ path: String) async throws {
    try await withServer { base in
      let error = await #expect(throws: ProviderError.self) { _ = try await fetch(base + path) }
      #expect(error?.code == .linkRefused, "\(String(describing: error))")
    }
  }

  @Test(arguments: [
    ("/missing", ProviderError.Code.fetchFailed), ("/short", .fetchFailed),
    ("/early", .fetchFailed), ("/zero", .fetchFailed), ("/switch", .fetchFailed),
    ("/negative", .fetchFailed), ("/two-lengths", .fetchFailed), ("/overflow", .fetchFailed),
    ("/huge", .datasetTooLarge), ("/headers", .fetchFailed), ("/not-http", .fetchFailed),
    ("/chunk", .fetchFailed),
  ])
  func badAnswersFail(_ path: String, _ code: ProviderError.Code) async throws {
    try await withServer { base in
      let error = await #expect(throws: ProviderError.self) {
        _ = try await fetch(base + path, maxBytes: 1_000_000)
      }
      #expect(error?.code == code)
    }
  }

  @Test func announcedSizeIsHeldAgainstTheLimit() async throws {
    try await withServer { base in
      let limit = UInt64(Self.body.count)
      let data = try await fetch("\(base)/dir/data.zip?x=1", maxBytes: limit).data
      #expect(data == Self.body)
      let error = await #expect(throws: ProviderError.self) {
        _ = try await fetch("\(base)/dir/data.zip?x=1", maxBytes: limit - 1)
      }
      #expect(error?.code == .datasetTooLarge)
    }
  }

  @Test func nobodyThere() async throws {
    let server = try LocalHTTPServer([:])
    server.stop()
    let fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), connectTimeout: .seconds(1))
    let error = await #expect(throws: ProviderError.self) {
      _ = try await fetch("http://127.0.0.1:\(server.port)/x", with: fetcher)
    }
    #expect(error?.code == .fetchFailed)
  }

  private func fetch(
    _ link: String, with fetcher: HTTPDatasetFetcher = trusting, maxBytes: UInt64 = .max
  ) async throws -> (data: Data, name: String) {
    let data = Mutex(Data())
    let name = try await fetcher.fetch(link, maxBytes: maxBytes) { chunk in
      data.withLock { $0 += chunk }
    }
    return (data.withLock { $0 }, name)
  }

  private func withServer(_ body: (String) async throws -> Void) async throws {
    let server = try LocalHTTPServer([
      "/dir/data.zip?x=1": LocalHTTPServer.ok(Self.body),
      "/chunks": Data(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n"
          .utf8),
      "/end": Data("HTTP/1.1 200 OK\r\n\r\nabc".utf8),
      "/hints": Data(
        "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc"
          .utf8),
      "/twice": LocalHTTPServer.redirect("/once"),
      "/once": LocalHTTPServer.redirect("dir/data.zip?x=1"),
      "/loop": LocalHTTPServer.redirect("/loop"),
      "/file": LocalHTTPServer.redirect("file:///etc/passwd"),
      "/port": LocalHTTPServer.redirect("http://127.0.0.1:99999/x"),
      "/zone": LocalHTTPServer.redirect("http://[::1%25lo]/x"),
      "/user": LocalHTTPServer.redirect("//user@127.0.0.1/x"),
      "/garbage": LocalHTTPServer.redirect("http://[/%%"),
      "/short": Data("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc".utf8),
      // Status codes below 100 aren't informational, so no further response follows them.
      "/early": Data("HTTP/1.1 099 Early\r\ncontent-length: 1\r\n\r\na".utf8),
      "/zero": Data("HTTP/1.1 000\r\n\r\n".utf8),
      "/switch": Data("HTTP/1.1 101 S\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nabc".utf8),
      "/negative": Data("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\nabc".utf8),
      "/two-lengths": Data(
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd".utf8),
      "/overflow": Data("HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551616\r\n\r\n".utf8),
      "/huge": Data("HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551615\r\n\r\n".utf8),
      "/headers": Data(
        ("HTTP/1.1 200 OK\r\n" + String(repeating: "x: y\r\n", count: 100_000) + "\r\n").utf8),
      "/not-http": Data("SSH-2.0-OpenSSH_9.2\r\n".utf8),
      "/chunk": Data(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\na".utf8),
    ])
    defer { server.stop() }
    try await body("http://127.0.0.1:\(server.port)")
  }
}
