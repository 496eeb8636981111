import Foundation
import Synchronization
import TestSupport
import Testing

@testable import TrainingProvider

/// Whatever a link or a response contains, the result is a dataset or an error with a message.
///
/// `SEEDS=1000..<100000` runs other seeds than the first few hundred.
@Suite struct HostileLinkTests {
  static let secret = "s3cr3t"

  @Test func everyLinkIsReadOrRefused() throws {
    let open = LinkPolicy(allowsPrivateAddresses: true)
    for seed in seeds(2000) {
      var source = HostileLink(seed: seed)
      let text = source.text()
      for policy in [LinkPolicy(), open] {
        switch Result(catching: { () throws(ProviderError) in try policy.link(text) }) {
        case .success(let link): try check(link, readBy: policy, "seed \(seed)")
        case .failure(let error): try #require(error.code == .linkRefused, "seed \(seed)")
        }
      }
    }
  }

  private func check(_ link: Link, readBy policy: LinkPolicy, _ comment: Comment) throws {
    try #require((1...65535).contains(link.port), comment)
    try #require(policy.allowsPrivateAddresses || link.host.address?.isPublic != false, comment)
    try #require(link.target.utf8.allSatisfy { (0x21...0x7E).contains($0) }, comment)
    // A parsed link is parsed in the same way again, unless its escapes have made it too long.
    let text = link.url.absoluteString
    guard text.utf8.count <= LinkPolicy.maxLength else { return }
    try #require(try policy.link(text) == link, comment)
  }

  @Test func everyLinkIsRequestedOrRefused() async throws {
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send(LocalHTTPServer.ok(Data("abc".utf8)))
    }
    defer { server.stop() }
    let fetcher = Self.fetcher
    var requests = 0
    for seed in seeds(300) {
      var source = HostileLink(seed: seed, port: server.port)
      let text = source.text()
      guard let link = try? fetcher.policy.link(text), Self.leads(link, to: server) else {
        await #expect(throws: ProviderError.self) {
          guard (try? fetcher.policy.link(text)) == nil else { throw Self.elsewhere }
          _ = try await fetcher.fetch(text, maxBytes: 10) { _ in }
        }
        continue
      }
      requests += 1
      let taken = Mutex(Data())
      do {
        _ = try await fetcher.fetch(text, maxBytes: 10) { data in taken.withLock { $0 += data } }
        try #require(link.isSecure || taken.withLock { $0 } == Data("abc".utf8), "seed \(seed)")
      } catch {
        try #require(link.isSecure && error is ProviderError, "seed \(seed): \(error)")
      }
    }
    #expect(requests > 20)
    try await eventually("no connection is left") { server.open == 0 }
  }

  @Test func everyAnswerEndsInBytesOrWords() async throws {
    let port = Mutex<UInt16>(0)
    let server = try LocalHTTPServer { connection in
      guard let request = connection.request() else { return }
      let number = request.split(separator: "/", maxSplits: 2).dropFirst().first
      guard let seed = number.flatMap({ UInt64($0) }) else {
        connection.send(LocalHTTPServer.ok(Data("abc".utf8)))
        return
      }
      var source = HostileResponse(seed: seed, port: port.withLock { $0 })
      for piece in source.pieces() where !connection.send(piece) { break }
    }
    defer { server.stop() }
    port.withLock { $0 = server.port }
    for seed in seeds(300) {
      let link = "http://127.0.0.1:\(server.port)/\(seed)/?key=\(Self.secret)"
      let follow: () async throws -> Void = {
        guard seed % 2 == 0 else {
          _ = try await Self.fetcher.fetch(link, maxBytes: 1 << 20) { _ in }
          return
        }
        _ = try await Self.fetcher.probe(link, maxBytes: 1 << 20)
      }
      do {
        try await follow()
      } catch {
        let error = try #require(error as? ProviderError, "seed \(seed): \(error)")
        try expectDecency(of: error, "seed \(seed)")
      }
    }
    try await eventually("no connection is left") { server.open == 0 }
  }

  /// TLS records with random content.
  @Test func everyHandshakeEndsInWords() async throws {
    let connections = Mutex<UInt64>(seeds(100).lowerBound)
    let server = try LocalHTTPServer { connection in
      let seed = connections.withLock { seed in
        defer { seed += 1 }
        return seed
      }
      connection.send(Self.handshake(seed: seed))
    }
    defer { server.stop() }
    for seed in seeds(100) {
      let link = "https://127.0.0.1:\(server.port)/\(seed)?key=\(Self.secret)"
      let error = await #expect(throws: ProviderError.self) {
        _ = try await Self.fetcher.probe(link, maxBytes: 1 << 20)
      }
      try expectDecency(of: try #require(error), "seed \(seed)")
    }
    try await eventually("no connection is left") { server.open == 0 }
  }

  private static func handshake(seed: UInt64) -> Data {
    var random = SeededRandom(seed: seed)
    var bytes = Data()
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let content = Data(
        (0..<Int.random(in: 0...200, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        })
      // A server hello has the type 2, a version, and 32 random bytes.
      let hello = Data([2, 0, 0, UInt8(truncatingIfNeeded: content.count), 3, 3]) + content
      let body = random.once(in: 2) ? hello : content
      let type = random.one(of: [20, 21, 22, 22, 22, 23, 24, 0, 255] as [UInt8])
      let size = random.once(in: 4) ? Int.random(in: 0...65535, using: &random) : body.count
      bytes += Data([type, 3, random.one(of: [1, 3, 3, 4]), UInt8(size >> 8), UInt8(size & 0xFF)])
      bytes += body
    }
    return bytes
  }

  private static let fetcher: HTTPDatasetFetcher = {
    var fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), idleTimeout: .seconds(2))
    fetcher.resolver = HostResolver { _ throws(ProviderError) in ["127.0.0.1"] }
    fetcher.probeResolver = fetcher.resolver
    return fetcher
  }()

  private static let elsewhere = ProviderError(.fetchFailed, "leads elsewhere: not tried")

  /// Whether a link leads to the tests' own server, and nowhere else.
  private static func leads(_ link: Link, to server: LocalHTTPServer) -> Bool {
    let address = link.host.address
    return link.port == server.port && (address == nil || address == NetworkAddress("127.0.0.1"))
  }

  private func expectDecency(of error: ProviderError, _ comment: Comment) throws {
    try #require([.linkRefused, .fetchFailed, .datasetTooLarge].contains(error.code), comment)
    try #require(!error.message.contains(Self.secret), comment)
    try #require(error.message.utf8.count < 400, comment)
    try #require(error.message.unicodeScalars.allSatisfy { (" "..."~").contains($0) }, comment)
  }
}
