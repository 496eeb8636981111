import Foundation
import TestSupport
import Testing

@testable import S3Store
@testable import TrainingProvider

/// The settings of the bucket that the documentation shows do what it says.
@Suite(.needsS3) struct DocumentedSettingsTests {
  /// The blocks of JSON of the page: the policy and the rule.
  private static let blocks: [String] = {
    let page = try? String(
      contentsOf: Repository.file("Sources/S3Store/Documentation.docc/S3Store.md"), encoding: .utf8)
    return (page ?? "").components(separatedBy: "```json\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }()

  /// With the policy, everything works; without one of its rights, something doesn't.
  @Test func thePolicyAllowsWhatIsNeeded() async throws {
    try #require(Self.blocks.count == 2)
    let policy = Self.blocks[0]
    let server = try S3Server(bucket: "example-models")
    defer { server.end() }
    try server.allow(policy)
    try await useStore(of: server)
    let rights = policy.matches(of: /"s3:(\w+)"/).map { String($0.output.1) }
    #expect(rights.count == 6)
    for right in rights {
      let lesser = policy.replacing("\"s3:\(right)\"", with: "\"s3:GetBucketLocation\"")
      try server.allow(lesser)
      await #expect(throws: (any Error).self, "\(right) isn't needed") {
        try await useStore(of: server)
      }
    }
  }

  @Test func theRuleIsAccepted() async throws {
    try #require(Self.blocks.count == 2)
    let server = try S3Server.shared.get()
    let outcome = try await Command(
      #require(TestPython.path),
      [
        "-c",
        """
        import boto3, json, sys
        address, key, secret, rule = sys.argv[1:]
        client = boto3.client(
            "s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id=key,
            aws_secret_access_key=secret)
        client.put_bucket_lifecycle_configuration(
            Bucket="bucket", LifecycleConfiguration=json.loads(rule))
        print(client.get_bucket_lifecycle_configuration(Bucket="bucket")["Rules"][0]["ID"])
        """, "http://127.0.0.1:\(server.port)", server.accessKeyID, server.secretAccessKey,
        Self.blocks[1],
      ]
    ).run()
    #expect(outcome.text == "unfinished-uploads\n", "\(outcome.errors)")
  }

  /// Does everything that a store can do.
  private func useStore(of server: S3Server) async throws {
    try await withTemporaryDirectory { root in
      var configuration = try server.configuration(prefix: "speech/")
      configuration.bucket = "example-models"
      let store = try await S3BlobStore(
        configuration, cache: root, maxCacheBytes: 1 << 30, settlingTime: .zero,
        abandonmentTime: .zero)
      try await store.checkAccess()
      let data = bytes(6 << 20)
      try await write(data, to: store, as: .dataset("m/d"))
      #expect(try await read(.dataset("m/d"), from: store) == data)
      #expect(try await store.settledBlobs(.dataset, ofModels: ["m"]).count == 1)
      _ = try await store.bucket.client.beginUpload(of: "speech/files/datasets/m/left/0")
      try await store.discardUnfinished()
      await store.deleteAll(ofModel: "m")
      guard try await store.storedKeys().isEmpty else { throw CocoaError(.fileWriteUnknown) }
    }
  }
}
