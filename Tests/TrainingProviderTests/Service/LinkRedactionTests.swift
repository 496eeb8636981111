import Foundation
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Credentials of links never reach the log.
@Suite struct LinkRedactionTests {
  @Test(arguments: [
    ("no link", "no link"), ("a://", "a://"),
    ("https://example.com/a.zip", "https://example.com/a.zip"),
    ("https://u:p@example.com:8443/a", "https://example.com:8443/a"),
    ("https://example.com/a?sig=x#y", "https://example.com/a…"),
    ("https://example.com?sig=x", "https://example.com…"),
    (
      "(see \"s3://key@bucket/x?y\" twice, http://a@b#c)",
      "(see \"s3://bucket/x…\" twice, http://b…)"
    ),
    ("https://a/b/https://u:p@c/d", "https://a/b/https…"),
    ("https://u:p@@example.com/@x", "https://example.com/@x"),
    ("URL=https://a@b/c?d, next", "URL=https://b/c… next"),
  ])
  func linksAreShortened(_ text: String, _ expected: String) {
    #expect(LinkRedaction.redact(text) == expected)
  }

  /// Fetchers of other people may put links into their errors.
  @Test func noLineOfTheLogContainsThem() async throws {
    let log = TestLog()
    let link = "https://secret-user:secret-word@example.com/data.zip?secret-query=1#secret-part"
    try await ProviderUnderTest.run(fetcher: TalkativeFetcher(), log: log) { test in
      let id = try await test.create()
      _ = try await test.validate(id, link: link)
      try await test.reaches(id, .errored)
      _ = try? await test.validationPrice(id, link: link + TalkativeFetcher.refused)
    }
    #expect(log.lines.contains { $0.contains("https://example.com/data.zip…") })
    for line in log.lines { #expect(!line.contains("secret"), "\(line)") }
  }

  private struct TalkativeFetcher: DatasetFetcher {
    static let refused = "refused"

    func check(_ link: String) throws(ProviderError) {
      guard !link.hasSuffix(Self.refused) else {
        throw ProviderError(.linkRefused, "\(link) is refused")
      }
    }

    func fetch(
      _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
    ) async throws -> String {
      throw ProviderError(.fetchFailed, "\(link) is gone", cause: Failure(link: link))
    }

    struct Failure: Error {
      let link: String
    }
  }
}
