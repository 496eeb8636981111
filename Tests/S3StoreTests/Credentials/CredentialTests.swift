import Foundation
import TestSupport
import Testing

@testable import S3Store

@Suite struct CredentialTests {
  private let credentials = S3Credentials(
    accessKeyID: "AKIA", secretAccessKey: "top-secret", sessionToken: "session-secret")

  @Test func secretsAreNeverShown() throws {
    var dumped = ""
    dump(credentials, to: &dumped)
    let configuration = S3Configuration(
      endpoint: .aws(region: "eu-central-1"), bucket: "b", credentials: .fixed(credentials))
    dump(configuration, to: &dumped)
    let texts = [
      "\(credentials)", String(reflecting: credentials), dumped, "\(configuration)",
      "\([credentials])", String(describing: Optional(credentials)),
    ]
    for text in texts { #expect(!text.contains("secret-") && !text.contains("-secret"), "\(text)") }
    #expect("\(credentials)" == "AKIA")
  }

  @Test func theEnvironmentIsRead() throws {
    let source = S3CredentialSource.environment([
      "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "top-secret",
      "AWS_SESSION_TOKEN": "session-secret",
    ])
    #expect(try source.load() == credentials)
    let error = #expect(throws: S3Error.self) {
      try S3CredentialSource.environment(["AWS_ACCESS_KEY_ID": "AKIA"]).load()
    }
    #expect(error?.code == .invalidConfiguration)
  }

  @Test func aProfileInAFileIsRead() async throws {
    try await withTemporaryDirectory { folder in
      let file = folder.appendingPathComponent("credentials")
      try Data(
        """
        # a comment
        [default]
        aws_access_key_id = OTHER
        aws_secret_access_key = other
        [ speech ]
        aws_access_key_id=AKIA
        AWS_SECRET_ACCESS_KEY = top-secret
        aws_session_token = session-secret
        nonsense
        """.utf8
      ).write(to: file)
      #expect(try S3CredentialSource.file(file, profile: "speech").load() == credentials)
      let automatic = S3CredentialSource.automatic([
        "AWS_SHARED_CREDENTIALS_FILE": file.path, "AWS_PROFILE": "speech",
      ])
      #expect(try automatic.load() == credentials)
      for (path, profile) in [(file, "unknown"), (folder.appendingPathComponent("none"), "speech")]
      {
        let error = #expect(throws: S3Error.self) {
          try S3CredentialSource.file(path, profile: profile).load()
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error.map { "\($0)" }?.contains("top-secret") == false)
      }
    }
  }
}
