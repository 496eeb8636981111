import Testing

@testable import ProviderOperations

@Suite struct AllowedHostsTests {
  @Test(arguments: [
    ("127.0.0.1", true), ("127.0.0.1:5003", true), ("10.0.0.5:80", true), ("[::1]:5003", true),
    ("localhost:5003", true), ("LOCALHOST", true), ("a.localhost", true), ("ops.example:1", true),
    ("OPS.example", true), ("evil.example", false), ("127.0.0.1.evil.example", false),
    ("127.0.0.1@evil.example", false), ("localhost.evil.example", false), ("", false),
    ("evil.example:5003", false), ("1.2.3", false), ("1.2.3.256", false), ("ops.example.", false),
    ("localhost:5003:80", false), ("localhost\u{0}", false),
  ])
  func namesOfOtherSitesAreRefused(_ authority: String, _ isAllowed: Bool) {
    #expect(AllowedHosts(["ops.example"]).allow(authority) == isAllowed)
  }

  @Test func requestsWithoutHostAreRefused() {
    #expect(!AllowedHosts([]).allow(nil))
  }
}
