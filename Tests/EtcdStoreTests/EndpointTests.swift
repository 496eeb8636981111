import EtcdStore
import Foundation
import Testing

@Suite struct EndpointTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1", 2379), ("etcd-1.example:4001", "etcd-1.example", 4001),
    ("http://127.0.0.1:2379", "127.0.0.1", 2379), ("https://etcd.example/", "etcd.example", 2379),
    ("[::1]:2380", "::1", 2380), ("[fe80::1]", "fe80::1", 2379),
  ])
  func addressesAreRead(_ text: String, _ host: String, _ port: Int) {
    #expect(EtcdEndpoint(text) == EtcdEndpoint(host: host, port: port))
  }

  @Test(arguments: [
    "", "http://", ":2379", "host:", "host:0", "host:65536", "host:x", "a/b:1", "[::1]x", "a b",
    "host:1:2",
  ])
  func othersAreRefused(_ text: String) {
    #expect(EtcdEndpoint(text) == nil)
  }

  @Test func descriptionsCanBeReadAgain() {
    for endpoint in [EtcdEndpoint(host: "::1", port: 1), EtcdEndpoint(host: "a.b", port: 65_535)] {
      #expect(EtcdEndpoint("\(endpoint)") == endpoint)
    }
  }

  @Test func aClientNeedsAnEndpoint() {
    let error = #expect(throws: EtcdError.self) {
      try EtcdClient(EtcdConfiguration(endpoints: []))
    }
    #expect(error?.code == .invalidConfiguration)
  }

  @Test func certificatesMustExist() {
    let error = #expect(throws: EtcdError.self) {
      try EtcdClient(
        EtcdConfiguration(
          endpoints: [EtcdEndpoint(host: "localhost")],
          security: .tls(roots: "/nonexistent/roots.pem", client: nil)))
    }
    #expect(error?.code == .invalidConfiguration)
  }

  @Test func passwordsAreNotShown() {
    let credentials = EtcdCredentials(user: "node", password: "secret-123")
    #expect(!"\(credentials)".contains("secret"))
  }

  @Test func prefixesEndBeforeTheNextKey() {
    #expect(EtcdKey("a/").successorOfPrefix == "a0")
    #expect(EtcdKey(bytes: Data([0x61, 0xFF])).successorOfPrefix == "b")
    // There is no end.
    #expect(EtcdKey(bytes: Data([0xFF])).successorOfPrefix == EtcdKey(bytes: Data([0])))
    #expect(EtcdKey("a") < EtcdKey("a").successor && EtcdKey("a").successor < "a\u{1}")
  }
}
