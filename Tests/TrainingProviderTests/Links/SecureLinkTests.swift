import Foundation
import NIOSSL
import Synchronization
import Testing

@testable import TrainingProvider

@Suite struct SecureLinkTests {
  @Test(arguments: [
    ("data.example", TestCertificates.name), ("DATA.example.", TestCertificates.name),
    ("127.0.0.1", TestCertificates.address), ("127.1", TestCertificates.address),
  ])
  func datasetsAreFetched(_ host: String, _ certificate: String) async throws {
    try await withServer("content-length: 3\r\n\r\nabc", certificate) { port in
      let link = "https://\(host):\(port)/x"
      #expect(try await Self.fetcher().probe(link, maxBytes: 3).byteCount == 3)
      let data = Mutex(Data())
      _ = try await Self.fetcher().fetch(link, maxBytes: 3) { bytes in
        data.withLock { $0 += bytes }
      }
      #expect(data.withLock { $0 } == Data("abc".utf8))
    }
  }

  /// The certificate is for another host or from an unknown authority.
  @Test func wrongCertificatesAreRefused() async throws {
    try await withServer("\r\n", TestCertificates.name) { port in
      for host in ["other.example", "example", "127.0.0.1"] {
        try await expectRefusal {
          try await Self.fetcher().probe("https://\(host):\(port)/", maxBytes: 3)
        }
      }
      try await expectRefusal {
        try await Self.fetcher(tls: .system).probe("https://data.example:\(port)/", maxBytes: 3)
      }
    }
  }

  @Test func bodiesThatAreCutOffAreRefused() async throws {
    try await withServer("content-length: 4\r\n\r\nabc", TestCertificates.name) { port in
      let fetcher = try Self.fetcher(idleTimeout: .milliseconds(200))
      let error = await #expect(throws: ProviderError.self) {
        _ = try await fetcher.fetch("https://data.example:\(port)/", maxBytes: 9) { _ in }
      }
      #expect(error?.code == .fetchFailed)
    }
  }

  @Test func redirectsDoNotLeaveTLS() async throws {
    let redirect = "location: http://127.0.0.1/x\r\ncontent-length: 0\r\n\r\n"
    try await withServer(redirect, TestCertificates.name, status: "302 Found") { port in
      let error = await #expect(throws: ProviderError.self) {
        _ = try await Self.fetcher().probe("https://data.example:\(port)/x", maxBytes: 3)
      }
      #expect(error?.code == .linkRefused)
    }
  }

  private func withServer(
    _ answer: String, _ certificate: String, status: String = "200 OK",
    _ body: (Int) async throws -> Void
  ) async throws {
    let server = try await LocalTLSServer(
      "HTTP/1.1 \(status)\r\n\(answer)", certificate: certificate)
    try await body(server.port)
    try await server.stop()
  }

  private func expectRefusal(_ probe: () async throws -> LinkedDataset) async throws {
    let error = await #expect(throws: ProviderError.self) { _ = try await probe() }
    #expect(error?.code == .fetchFailed)
    #expect(error?.message.contains("certificate") == true)
  }

  /// - Parameter tls: the client; if `nil`, one that trusts the tests' authority.
  private static func fetcher(
    idleTimeout: Duration = .seconds(60), tls: TLSClient? = nil
  ) throws -> HTTPDatasetFetcher {
    var fetcher = HTTPDatasetFetcher(
      policy: LinkPolicy(allowsPrivateAddresses: true), idleTimeout: idleTimeout)
    fetcher.resolver = HostResolver { _ throws(ProviderError) in ["127.0.0.1"] }
    fetcher.probeResolver = fetcher.resolver
    let authority = try NIOSSLCertificate(
      bytes: Array(TestCertificates.authority.utf8), format: .pem)
    fetcher.tls = tls ?? TLSClient(trustRoots: .certificates([authority]))
    return fetcher
  }
}
