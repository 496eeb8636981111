import Foundation
import Testing

@testable import TrainingProvider

@Suite struct LinkPolicyTests {
  @Test(arguments: [
    "https://example.com/data.zip", "http://example.com:8080/a?b=c", "HTTPS://EXAMPLE.com/",
    "https://8.8.8.8/x", "https://[2606:4700::1111]/x", "http://example.com:1/",
    "http://example.com:65535/", "http://134744072/", "http://localhost.example.com/",
    "http://notlocalhost/",
  ])
  func publicLinksAreRead(_ link: String) throws {
    let url = try LinkPolicy().read(link)
    #expect(url.scheme == url.scheme?.lowercased())
    #expect(url.host() == url.host()?.lowercased())
  }

  @Test(arguments: [
    "", "data.zip", "ftp://example.com/x", "file:///etc/passwd", "http:///x", "gopher://x",
    "http://user:secret@example.com/x", "http://user@example.com", "http://exa mple.com/",
    "http://@example.com/", "http://%FF@example.com/",
    "http://127.0.0.1/", "http://127.1.2.3:80/", "http://10.0.0.1/", "http://172.16.0.1/",
    "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/",
    "http://100.64.0.1/", "http://168.63.129.16/", "http://[::1]/", "http://[::]/",
    "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[::1%25lo]/",
    "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/",
    "http://[::ffff:0:7f00:1]/", "http://[::ffff:0:127.0.0.1]/", "http://[127.0.0.1]/",
    "http://224.0.0.1/", "http://255.255.255.255/", "http://ex%61mple.com/",
    "http://example.com\\@127.0.0.1/", "http+unix://%2Ftmp%2Fx/", "http://[v1.x]/",
    "http://example.com/a.zip\0junk", "http://example.com/a\nb", "http://example.com/\u{7F}",
    "http://a..b/", "http://./", "http://.example.com/", "http://example.com../",
    "http://" + String(repeating: "a", count: 64) + ".com/",
    "https://example.com/" + String(repeating: "a", count: 2048),
  ])
  func othersAreRefused(_ link: String) {
    expectRefusal(of: link)
  }

  /// All of them mean this machine or nothing, which is known without a name server.
  @Test(arguments: [
    "127.1", "127.0.1", "0x7f000001", "0X7F.1", "0177.0.0.1", "017700000001", "2130706433", "0",
    "127.0.0.1.", "127.1.", "0x7f.0.0.0x1", "[::ffff:127.0.0.1]", "[::FFFF:7F00:1]", "localhost",
    "localhost.", "LOCALHOST", "LocalHost.", "data.localhost", "a.b.LOCALHOST.", "127.0.0.256",
    "1.2.3.4.5", "4294967296", "0x100000000", "08.8.8.8", "1.65536.1", "example.1", "0x",
  ])
  func spellingsOfThisMachineAreRefused(_ host: String) {
    expectRefusal(of: "http://\(host)/")
    expectRefusal(of: "http://\(host):8080/")
  }

  /// Creating a socket address with a port above 65535 would stop the process.
  @Test(arguments: [
    "0", "65536", "99999", "65616", "4294967296", "9223372036854775808", "18446744073709551616",
    "99999999999999999999999999", "-1", "+80", "0x50", "00000", "٣", "80a",
  ])
  func portsThatDoNotExistAreRefused(_ port: String) {
    for host in ["127.0.0.1", "example.com", "[::1]", "8.8.8.8"] {
      expectRefusal(of: "http://\(host):\(port)/x")
      expectRefusal(
        of: "http://\(host):\(port)/x", by: LinkPolicy(allowsPrivateAddresses: true))
    }
  }

  @Test func linksAreTakenApart() throws {
    let link = try LinkPolicy().link("HTTPS://Example.COM.:8443?q=a b#part")
    #expect(link.isSecure)
    #expect(link.host == LinkHost("example.com"))
    #expect(link.port == 8443)
    #expect(link.authority == "example.com:8443")
    #expect(link.target == "/?q=a%20b")
    #expect(link.url.absoluteString == "https://example.com:8443/?q=a%20b")
    #expect(try LinkPolicy().link("http://example.com:80/").authority == "example.com")
    #expect(try LinkPolicy().link("https://example.com:80/").authority == "example.com:80")
    #expect(try LinkPolicy().link("https://[2606:4700::1111]/").port == 443)
  }

  @Test func privateAddressesCanBeAllowed() throws {
    let policy = LinkPolicy(allowsPrivateAddresses: true)
    #expect(try policy.read("http://127.0.0.1:80/x").absoluteString == "http://127.0.0.1:80/x")
    for host in ["127.1", "0x7f000001", "0177.0.0.1", "2130706433", "127.0.0.1."] {
      let link = try policy.link("http://\(host)/")
      #expect(link.host.address == NetworkAddress("127.0.0.1"))
    }
    #expect(try policy.link("http://localhost/").host.address == nil)
    #expect(throws: ProviderError.self) { try policy.read("http://127.0.0.256/") }
  }

  @Test(arguments: [
    ["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"],
    ["fe80::1"], ["fe80::1%lo"], ["2606:4700::1111%lo"], ["not an address"],
  ])
  func hostsAreJudgedByAllOfTheirAddresses(_ addresses: [String]) async throws {
    let resolver = HostResolver { _ throws(ProviderError) in addresses }
    let host = try #require(LinkHost("example.com"))
    let error = await #expect(throws: ProviderError.self) {
      _ = try await LinkPolicy().addresses(of: host, from: resolver)
    }
    #expect(error?.code == .linkRefused)
  }

  @Test(arguments: ["1.1.1.1", "172.32.0.1", "100.128.0.1", "192.167.0.1", "2a00:1450::1"])
  func neighboursOfSpecialRangesArePublic(_ address: String) throws {
    #expect(try #require(NetworkAddress(address)).isPublic)
  }

  private func expectRefusal(of link: String, by policy: LinkPolicy = LinkPolicy()) {
    let error = #expect(throws: ProviderError.self, "\(link)") { _ = try policy.read(link) }
    #expect(error?.code == .linkRefused)
    #expect(error?.field == "training_data_link")
  }
}
