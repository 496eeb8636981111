import Foundation
import Testing

@testable import TrainingProvider

@Suite struct LinkPolicyTests {
  @Test(arguments: [
    "https://example.com/data.zip", "http://example.com:8080/a?b=c", "HTTPS://EXAMPLE.com/",
    "https://8.8.8.8/x", "https://[2606:4700::1111]/x",
  ])
  func publicLinksAreRead(_ link: String) throws {
    let url = try LinkPolicy().read(link)
    #expect(url.scheme == url.scheme?.lowercased())
    #expect(url.host() == url.host()?.lowercased())
  }

  @Test(arguments: [
    "", "data.zip", "ftp://example.com/x", "file:///etc/passwd", "http:///x", "gopher://x",
    "http://user:secret@example.com/x", "http://user@example.com", "http://exa mple.com/",
    "http://127.0.0.1/", "http://127.1.2.3:80/", "http://10.0.0.1/", "http://172.16.0.1/",
    "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/",
    "http://100.64.0.1/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/",
    "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/",
    "http://224.0.0.1/", "http://255.255.255.255/", "http://ex%61mple.com/",
    "http://example.com\\@127.0.0.1/", "http+unix://%2Ftmp%2Fx/",
    "https://example.com/" + String(repeating: "a", count: 2048),
  ])
  func othersAreRefused(_ link: String) {
    let error = #expect(throws: ProviderError.self) { _ = try LinkPolicy().read(link) }
    #expect(error?.code == .linkRefused)
    #expect(error?.field == "training_data_link")
  }

  @Test func privateAddressesCanBeAllowed() throws {
    let policy = LinkPolicy(allowsPrivateAddresses: true)
    #expect(try policy.read("http://127.0.0.1:80/x").absoluteString == "http://127.0.0.1:80/x")
  }

  /// Spellings that only the system's resolver understands are judged by what it makes of them.
  @Test(arguments: ["localhost", "2130706433", "0x7f.1", "127.1", "0"])
  func hostsAreJudgedByTheirAddresses(_ host: String) async throws {
    _ = try LinkPolicy().read("http://\(host)/")
    await #expect(throws: ProviderError.self) { _ = try await LinkPolicy().resolve(host) }
    let address = try await LinkPolicy(allowsPrivateAddresses: true).resolve(host)
    #expect(NetworkAddress(address)?.isPublic == false)
  }

  @Test(arguments: ["1.1.1.1", "172.32.0.1", "100.128.0.1", "192.167.0.1", "2a00:1450::1"])
  func neighboursOfSpecialRangesArePublic(_ address: String) throws {
    #expect(try #require(NetworkAddress(address)).isPublic)
  }
}
