import EtcdStore
import Foundation
import TestSupport
import Testing

/// Clusters that demand certificates or passwords.
@Suite(.needsEtcd, .serialized) struct SecurityTests {
  @Test func certificatesAreChecked() async throws {
    try await withTemporaryDirectory { directory in
      let (certificate, key) = try await Self.makeCertificate(in: directory)
      let cluster = try EtcdCluster(
        scheme: "https",
        [
          "--cert-file", certificate, "--key-file", key, "--client-cert-auth", "--trusted-ca-file",
          certificate,
        ])
      defer { cluster.end() }
      var configuration = Self.configuration(
        cluster,
        .tls(roots: certificate, client: .init(certificate: certificate, key: key)))
      let etcd = try EtcdClient(configuration)
      try await etcd.put("a", text("1"))
      #expect(try await etcd.get("a")?.value == text("1"))
      configuration.timeout = .seconds(2)
      for security in [
        EtcdSecurity.tls(roots: certificate, client: nil), .tls(roots: nil, client: nil),
        .plaintext,
      ] {
        configuration.security = security
        await Self.expect(.unavailable, from: configuration)
      }
    }
  }

  @Test func passwordsAreChecked() async throws {
    try await withTemporaryDirectory { directory in
      let (certificate, key) = try await Self.makeCertificate(in: directory)
      let cluster = try EtcdCluster(
        scheme: "https", ["--cert-file", certificate, "--key-file", key])
      defer { cluster.end() }
      var configuration = Self.configuration(cluster, .tls(roots: certificate, client: nil))
      let open = try EtcdClient(configuration)
      try await open.put("a", text("1"))

      // Nobody demands the password yet.
      configuration.credentials = EtcdCredentials(user: "root", password: "correct")
      let named = try EtcdClient(configuration)
      #expect(try await named.get("a")?.value == text("1"))

      try await open.demandUser(root: "correct")
      await Self.expect(.unauthenticated, from: open)
      var other = configuration
      other.credentials?.password = "wrong"
      await Self.expect(.unauthenticated, from: other)
      // A client that has learnt that no token is needed asks for one when it is.
      #expect(try await named.get("a")?.value == text("1"))

      // A restart makes tokens invalid.
      let client = try EtcdClient(configuration)
      try await client.put("a", text("2"))
      cluster.nodes[0].end()
      try cluster.nodes[0].start()
      #expect(try await client.get("a")?.value == text("2"))
      let lease = try await client.grantLease(for: .seconds(5))
      try await client.renewLease(lease.id)
    }
  }

  private static func configuration(
    _ cluster: EtcdCluster, _ security: EtcdSecurity
  ) -> EtcdConfiguration {
    EtcdConfiguration(
      endpoints: [EtcdEndpoint(host: "localhost", port: cluster.ports[0])], security: security,
      timeout: .seconds(20))
  }

  private static func expect(_ code: EtcdError.Code, from configuration: EtcdConfiguration) async {
    await #expect(throws: Never.self) {
      await expect(code, from: try EtcdClient(configuration))
    }
  }

  private static func expect(_ code: EtcdError.Code, from client: EtcdClient) async {
    let error = await #expect(throws: EtcdError.self) { _ = try await client.get("a") }
    #expect(error?.code == code, "\(error.map { "\($0)" } ?? "")")
  }

  /// A certificate for `localhost` that is its own authority.
  private static func makeCertificate(
    in directory: URL
  ) async throws -> (certificate: String, key: String) {
    let (certificate, key) = (
      directory.appendingPathComponent("certificate.pem").path,
      directory.appendingPathComponent("key.pem").path
    )
    let outcome = try await Command(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate,
      ]
    ).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return (certificate, key)
  }
}
