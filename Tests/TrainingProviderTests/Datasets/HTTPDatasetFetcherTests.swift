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

  @Test func namesAreResolvedOnceAndChecked() async throws {
    try await withServer { base in
      let link = base.replacing("127.0.0.1", with: "LOCALHOST") + "/dir/data.zip?x=1"
      let error = await #expect(throws: ProviderError.self) {
        _ = try await fetch(link, with: HTTPDatasetFetcher())
      }
      #expect(error?.code == .linkRefused, "\(String(describing: error))")
      // The server listens on one of the addresses that the name may have.
      guard try await Self.trusting.policy.resolve("localhost") == "127.0.0.1" else { return }
      let data = try await fetch(link).data
      #expect(data == Self.body)
    }
  }

  @Test func redirectsAreFollowedAndCounted() async throws {
    try await withServer { base in
      let data = try await fetch("\(base)/twice").data
      #expect(data == Self.body)
      let error = await #expect(throws: ProviderError.self) { _ = try await fetch("\(base)/loop") }
      #expect(error?.code == .fetchFailed)
    }
  }

  @Test func redirectsAreHeldAgainstThePolicy() async throws {
    try await withServer { base in
      let error = await #expect(throws: ProviderError.self) { _ = try await fetch("\(base)/file") }
      #expect(error?.code == .linkRefused, "\(String(describing: error))")
    }
  }

  @Test(arguments: [("/missing", ProviderError.Code.fetchFailed), ("/short", .fetchFailed)])
  func badAnswersFail(_ path: String, _ code: ProviderError.Code) async throws {
    try await withServer { base in
      let error = await #expect(throws: ProviderError.self) { _ = try await fetch(base + path) }
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
      "/twice": LocalHTTPServer.redirect("/once"),
      "/once": LocalHTTPServer.redirect("dir/data.zip?x=1"),
      "/loop": LocalHTTPServer.redirect("/loop"),
      "/file": LocalHTTPServer.redirect("file:///etc/passwd"),
      "/short": Data("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc".utf8),
    ])
    defer { server.stop() }
    try await body("http://127.0.0.1:\(server.port)")
  }
}
