import Foundation
import NIOHTTP1
import TestSupport
import Testing

@testable import S3Store
@testable import TrainingProvider

/// Requests to a real server, which checks signatures and digests.
@Suite(.needsS3) struct ClientTests {
  /// Keys of all kinds are signed and encoded as the server expects.
  @Test(arguments: ["a", "a b+c", "ü/ሴ", "a&b=c?d#e%20", "~-._()'*!$,;:@[]{}|^`\"<>\\"])
  func objectsComeBack(_ name: String) async throws {
    let client = try await makeClient()
    let key = client.configuration.prefix + name
    #expect(try await client.head(key) == nil)
    try await client.put(S3Body(text: "hello \(name)"), as: key)
    #expect(try await client.get(key) == Data("hello \(name)".utf8))
    #expect(try await client.head(key)?.bytes == UInt64("hello \(name)".utf8.count))
    var listing = client.objects(client.configuration.prefix)
    #expect(try await listing.rest().map(\.key) == [key])
    try await client.delete([key])
    try await client.delete([key])
    let error = await #expect(throws: S3Error.self) { try await client.get(key) }
    #expect(error?.code == .notFound)
  }

  /// The name of the bucket is a part of the host's.
  @Test func bucketsAreReachedByHostNames() async throws {
    let server = try S3Server.shared.get()
    var configuration = try server.configuration()
    configuration.endpoint = try S3Endpoint(
      "http://localhost:\(server.port)", style: .virtualHost)
    let client = try await S3Client(
      configuration, files: WorkPool("files", threads: 1, maxWaiting: .max),
      addresses: ["bucket.localhost": "127.0.0.1"])
    let key = configuration.prefix + "a b"
    try await client.put(S3Body(text: "hello"), as: key)
    #expect(try await client.get(key) == Data("hello".utf8))
    var listing = client.objects(configuration.prefix)
    #expect(try await listing.rest().map(\.key) == [key])
    let other = try await makeClient()
    #expect(try await other.head(key)?.bytes == 5)
  }

  @Test func longListingsArePaged() async throws {
    let client = try await makeClient(pageSize: 10)
    let prefix = client.configuration.prefix
    let keys = (0..<43).map { "\(prefix)f/\($0 % 13)/\($0)" }.sorted()
    for key in keys { try await client.put(S3Body(text: ""), as: key) }
    var listing = client.objects(prefix)
    var pages: [[String]] = []
    while let page = try await listing.next() { pages.append(page.map(\.key)) }
    #expect(pages.count == 5)
    #expect(Array(pages.joined()) == keys)
    var folders = client.folders("\(prefix)f/")
    #expect(try await folders.rest() == (0..<13).map { "\($0)" }.sorted())
    try await client.delete(keys)
    var rest = client.objects(prefix)
    #expect(try await rest.rest().isEmpty)
  }

  @Test func longListingsOfUploadsArePaged() async throws {
    let client = try await makeClient(pageSize: 3)
    let prefix = client.configuration.prefix
    var begun: Set<String> = []
    for number in 0..<7 {
      begun.insert(try await client.beginUpload(of: "\(prefix)\(number / 2) ü"))
    }
    var listing = client.unfinishedUploads(prefix)
    var pages: [[UnfinishedUpload]] = []
    while let page = try await listing.next() { pages.append(page) }
    #expect(pages.map(\.count) == [3, 3, 1])
    #expect(Set(pages.joined().map(\.id)) == begun)
    #expect(pages.joined().allSatisfy { abs($0.begunAt.timeIntervalSince(client.now)) < 30 })
    for upload in pages.joined() { try await client.abortUpload(upload.id, of: upload.key) }
  }

  @Test func partsBecomeOneObject() async throws {
    let client = try await makeClient()
    let key = client.configuration.prefix + "parts"
    let upload = try await client.beginUpload(of: key)
    var uploads = client.unfinishedUploads(client.configuration.prefix)
    #expect(try await uploads.rest().map(\.id) == [upload])
    let data = [bytes(5 << 20), bytes(1000, seed: 2)]
    var parts: [StoredPart] = []
    for (index, part) in data.enumerated() {
      parts.append(try await client.put(S3Body(part), as: index + 1, of: key, in: upload))
    }
    #expect(try await client.head(key) == nil)
    try await client.completeUpload(upload, of: key, parts)
    #expect(try await client.head(key)?.bytes == UInt64(5 << 20) + 1000)
    // Another attempt of what has already happened succeeds as well.
    try await client.completeUpload(upload, of: key, parts)
    try await client.abortUpload(upload, of: key)
    var none = client.unfinishedUploads(client.configuration.prefix)
    #expect(try await none.rest().isEmpty)
    try await client.delete([key])
  }

  @Test func wrongCredentialsAreNamedWithoutSecrets() async throws {
    var configuration = try S3Server.shared.get().configuration()
    let right = try configuration.credentials.load()
    for (key, secret) in [(right.accessKeyID, "wrong-secret"), ("UNKNOWN", "wrong-secret")] {
      configuration.credentials = .fixed(S3Credentials(accessKeyID: key, secretAccessKey: secret))
      let client = try await makeClient(configuration)
      let error = await #expect(throws: S3Error.self) {
        try await client.put(S3Body(text: "x"), as: configuration.prefix + "x")
      }
      #expect(error?.code == .denied)
      #expect(error?.status == 403)
      #expect(error.map { "\($0)" + String(reflecting: $0) }?.contains("wrong-secret") == false)
    }
  }

  /// Credentials that were renewed are read again.
  @Test func refusedCredentialsAreReadAgain() async throws {
    var configuration = try S3Server.shared.get().configuration()
    let right = try configuration.credentials.load()
    let reads = Counter()
    configuration.credentials = S3CredentialSource {
      reads.add()
      return reads.value == 1
        ? S3Credentials(accessKeyID: "OLD", secretAccessKey: "old", sessionToken: "old") : right
    }
    let client = try await makeClient(configuration)
    for _ in 0..<3 { try await client.put(S3Body(text: "x"), as: configuration.prefix + "x") }
    #expect(reads.value == 2)
  }

  @Test func aMissingBucketIsNamed() async throws {
    var configuration = try S3Server.shared.get().configuration()
    configuration.bucket = "missing"
    let client = try await makeClient(configuration)
    let error = await #expect(throws: S3Error.self) {
      try await client.put(S3Body(text: "x"), as: "x")
    }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains("missing") == true)
  }

  /// The server finds wrong bytes, although it is moto's, because of the checks before it.
  @Test func theServerChecksDigests() async throws {
    let client = try await makeClient()
    let key = client.configuration.prefix + "x"
    var request = S3Request(method: .PUT, key: key, body: S3Body(text: "x"))
    request.headers = [("x-amz-checksum-sha256", S3Body(text: "y").checksum)]
    let error = await #expect(throws: S3Error.self) {
      var configuration = client.configuration
      configuration.timeout = .seconds(1)
      try await makeClient(configuration).send(request) { try await S3Client.ignoreBody($0) }
    }
    #expect(error.map { "\($0)" }?.contains("BadDigest") == true)
    #expect(try await client.head(key) == nil)
  }

  @Test func aServerThatIsGoneIsUnavailable() async throws {
    var configuration = try S3Server.shared.get().configuration(timeout: .milliseconds(700))
    configuration.endpoint = try S3Endpoint("http://127.0.0.1:\(FreePort.some(1)[0])")
    let client = try await makeClient(configuration)
    let begin = ContinuousClock.now
    let error = await #expect(throws: S3Error.self) {
      try await client.put(S3Body(text: "x"), as: "x")
    }
    #expect(error?.code == .unavailable)
    #expect(ContinuousClock.now - begin < .seconds(10))
  }

  /// Over TLS, the store's certificate has to lead to one that is trusted.
  @Test func certificatesAreChecked() async throws {
    try await withTemporaryDirectory { folder in
      let (certificate, key) = (
        folder.appendingPathComponent("certificate.pem").path,
        folder.appendingPathComponent("key.pem").path
      )
      let outcome = try await Command(
        "openssl",
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=store",
          "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
          certificate,
        ]
      ).run()
      try #require(outcome.status == 0, "\(outcome.errors)")
      let server = try S3Server(certificate: (certificate, key))
      defer { server.end() }
      var configuration = try server.configuration()
      configuration.endpoint = try S3Endpoint("https://127.0.0.1:\(server.port)")
      configuration.certificates = certificate
      let client = try await makeClient(configuration)
      try await client.put(S3Body(text: "hello"), as: "a/b c")
      #expect(try await client.get("a/b c") == Data("hello".utf8))
      configuration.certificates = nil
      configuration.timeout = .seconds(1)
      let stranger = try await makeClient(configuration)
      let error = await #expect(throws: S3Error.self) { try await stranger.get("a/b c") }
      #expect(error?.code == .unavailable)
      configuration.certificates = folder.appendingPathComponent("missing").path
      let failure = await #expect(throws: S3Error.self) { _ = try await makeClient(configuration) }
      #expect(failure?.code == .invalidConfiguration)
    }
  }
}
