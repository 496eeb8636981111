import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TestSupport
import Testing

@testable import TrainingProvider

/// TLS over real connections.
@Suite struct ServedTLSTests {
  private typealias Health = Grpc_Health_V1_Health.Client

  /// A connection stays open while the certificate is replaced, and new ones see the new one.
  @Test func certificatesAreReplacedUnderOpenConnections() async throws {
    try await withTemporaryDirectory { folder in
      let old = try await TestAuthority("old", in: folder)
      let new = try await TestAuthority("new", in: folder)
      let files = TLSFiles.test("server", in: folder)
      try await old.issue(to: files)
      let log = TestLog()
      try await ServedProvider.run(in: folder, tls: files, log: log) { served in
        try await served.withClient(of: .service, .trusting(old)) { client in
          #expect(try await isServing(client))
          try await new.issue(to: files)
          try await eventually("certificate is not replaced") {
            log.lines.contains { $0.contains("certificate replaced") }
          }
          #expect(try await isServing(client))
          #expect(try await served.withClient(of: .service, .trusting(new), isServing))
          try await served.withClient(of: .service, .trusting(old)) { client in
            await #expect(throws: RPCError.self) { try await isServing(client) }
          }
          #expect(try await isServing(client))
        }
      }
    }
  }

  @Test func maintenanceRefusesClientsWithoutACertificate() async throws {
    try await withTemporaryDirectory { folder in
      let authority = try await TestAuthority("authority", in: folder)
      let stranger = try await TestAuthority("stranger", in: folder)
      let files = TLSFiles.test("server", in: folder, authority: authority)
      let daemon = TLSFiles.test("daemon", in: folder)
      let intruder = TLSFiles.test("intruder", in: folder)
      try await authority.issue(to: files)
      try await authority.issue(to: daemon)
      try await stranger.issue(to: intruder)
      try await ServedProvider.run(in: folder, maintenanceTLS: files) { served in
        for refused in [
          ServedProvider.Security.trusting(authority),
          .trusting(authority, presenting: intruder), .plaintext,
        ] {
          try await served.withClient(of: .maintenance, refused) { client in
            await #expect(throws: RPCError.self) { try await isServing(client) }
          }
        }
        let security = ServedProvider.Security.trusting(authority, presenting: daemon)
        #expect(try await served.withClient(of: .maintenance, security, isServing))
        // The service's own listener has no certificates here.
        #expect(try await served.withClient(of: .service, .plaintext, isServing))
      }
    }
  }

  /// The authorities of clients are reloaded, too.
  @Test func authoritiesAreReplaced() async throws {
    try await withTemporaryDirectory { folder in
      let authority = try await TestAuthority("authority", in: folder)
      let next = try await TestAuthority("next", in: folder)
      let files = TLSFiles.test("server", in: folder, authority: authority)
      let daemon = TLSFiles.test("daemon", in: folder)
      try await authority.issue(to: files)
      try await next.issue(to: daemon)
      try await ServedProvider.run(in: folder, maintenanceTLS: files) { served in
        let security = ServedProvider.Security.trusting(authority, presenting: daemon)
        try await served.withClient(of: .maintenance, security) { client in
          await #expect(throws: RPCError.self) { try await isServing(client) }
        }
        let both = try Data(contentsOf: authority.certificate) + Data(contentsOf: next.certificate)
        try both.write(to: authority.certificate)
        try await eventually("authority is not replaced") {
          try await served.withClient(of: .maintenance, security) { client in
            (try? await isServing(client)) ?? false
          }
        }
      }
    }
  }

  @Test func badFilesEndTheStart() async throws {
    try await withTemporaryDirectory { folder in
      let authority = try await TestAuthority("authority", in: folder)
      let files = TLSFiles.test("server", in: folder)
      try await authority.issue(to: files, days: -1)
      let error = await #expect(throws: ProviderError.self) {
        try await ServedProvider.run(in: folder, tls: files) { _ in }
      }
      #expect(error?.message.contains("expired on") == true)
    }
  }

  private func isServing(_ client: ServedProvider.Client) async throws -> Bool {
    var options = CallOptions.defaults
    options.waitForReady = false
    return try await Health(wrapping: client).check(.init(), options: options).status == .serving
  }
}
