import TestSupport
import Testing

@testable import ProviderChecks

struct TextTests {
  @Test(
    arguments: [
      ("service S {\n  rpc f(A) returns (B) { # no\n  }\n}", 2),
      ("// # fine\n/* #\n # */ message M {}\n# no", 4),
      ("option a = \"# \\\" #\"; // #\nx # no", 2),
      ("option a = '#';", nil),
      ("option a = 'unfinished #\n#", 2),
      ("/* unfinished #\n#", nil),
      ("", nil),
    ] as [(String, Int?)])
  func findsHashes(_ proto: String, _ line: Int?) {
    #expect(ProtoText.lineOfHash(in: proto) == line)
  }

  @Test func aProtoWithAHashFails() async throws {
    let endpoint = try #require(Endpoint("http://127.0.0.1:1"))
    let daemon = try await LinkServer.run(host: "127.0.0.1") { links in
      var subject = try ProviderProcess.subject([1, 1])
      subject.maintenance = endpoint
      subject.protos = ["service.proto": "service S {\n  rpc f(A) returns (B) { # no\n  }\n}\n"]
      return Daemon(subject, links)
    }
    let check = try #require(Check.all.first { $0.id == "proto/comments" })
    await #expect {
      try await check.body(daemon)
    } throws: { error in
      guard case CheckStop.failed(let reason) = error else { return false }
      return reason == "service.proto:2 contains a #"
    }
  }

  @Test func identifiersDifferInBits() {
    let counted = (1...20).map { "model-\($0 + 10)" }
    #expect(Identifiers.variedBits(counted) < 8)
    #expect(Identifiers.variedBits([]) == 0)
    var random = SeededRandom(seed: 1)
    let drawn = (1...20).map { _ in String(random.next(), radix: 16) + String(random.next()) }
    #expect(Identifiers.variedBits(drawn) > 64)
  }

  @Test(arguments: [
    "127.0.0.1:5002", "http://127.0.0.1", "ftp://127.0.0.1:1", "http://:1", "http://a:70000", "",
    "http://127.0.0.1:1/path",
  ])
  func refusesEndpoints(_ url: String) {
    #expect(Endpoint(url) == nil)
  }

  @Test func readsEndpoints() throws {
    let plain = try #require(Endpoint("http://127.0.0.1:5002/"))
    #expect(plain.host == "127.0.0.1" && plain.port == 5002 && !plain.usesTLS && plain.isLoopback)
    let secure = try #require(Endpoint("https://[2001:db8::1]:443"))
    #expect(secure.host == "2001:db8::1" && secure.usesTLS && !secure.isLoopback)
    #expect("\(secure)" == "https://[2001:db8::1]:443")
  }

  @Test func printsAnythingSafely() {
    #expect(Printable.text("a\u{1B}[2J\nb\u{202E}c") == "a [2J b c")
    #expect(Printable.text(String(repeating: "x", count: 1000)).count == 301)
  }

  @Test func eachCheckIsDescribed() {
    #expect(Set(Check.all.map(\.id)).count == Check.all.count)
    for check in Check.all {
      for text in [check.title, check.habit, check.breaks, check.remedy] {
        #expect(!text.isEmpty && !text.contains("\n"), "\(check.id): \(text)")
      }
    }
  }

  /// Text of a provider's can't break the XML.
  @Test func junitEscapes() throws {
    let check = try #require(Check.all.first)
    let subject = try ProviderProcess.subject([1, 1])
    let result = CheckResult(check: check, outcome: .failed("<a&\"\u{1}]]>"), time: .seconds(1))
    let text = JUnitReport([result], of: subject).text
    #expect(text.contains("<failure message=\"&lt;a&amp;&quot; ]]&gt;\">"))
  }
}
