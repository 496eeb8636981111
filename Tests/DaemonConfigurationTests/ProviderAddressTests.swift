import DaemonConfiguration
import Foundation
import Testing

/// Compares the daemon's endpoints with where a provider listens.
@Suite struct ProviderAddressTests {
  @Test(arguments: [
    ("127.0.0.1", false, "http://localhost:5002", true),
    ("127.0.0.1", false, "http://0.0.0.0:5002", true),
    ("0.0.0.0", false, "http://127.0.0.1:5002", true),
    ("::", true, "https://10.0.0.5:5002", true),
    ("10.0.0.5", true, "https://10.0.0.5:5002", true),
    // A name may lead to any address.
    ("10.0.0.5", true, "https://models.example:5002", true),
    ("127.0.0.1", false, "http://127.0.0.1:5003", false),
    ("127.0.0.1", false, "https://127.0.0.1:5002", false),
    ("127.0.0.1", true, "http://127.0.0.1:5002", false),
    ("127.0.0.1", true, "https://10.0.0.5:5002", false),
    ("10.0.0.5", true, "https://10.0.0.6:5002", false),
    ("10.0.0.5", false, "http://127.0.0.1:5002", false),
  ])
  func endpointsHaveToLeadToTheProvider(
    _ host: String, _ usesTLS: Bool, _ endpoint: String, _ isRight: Bool
  ) {
    let provider = ProviderEndpoints(
      service: .init(host: "127.0.0.1", port: 0),
      maintenance: .init(host: host, port: 5002, usesTLS: usesTLS), maxMessageBytes: 8 << 20)
    let json = SoundFiles.configuration(["model_maintenance_endpoint": "\"\(endpoint)\""])
    let findings = ConfigurationCheck(provider: provider)
      .findings(inConfiguration: Data(json.utf8))
    #expect(findings.map(\.ruleID) == (isRight ? [] : ["provider-address"]))
    for finding in findings {
      let mended = SoundFiles.configuration([
        "model_maintenance_endpoint": String(finding.line?.split(separator: " ").last ?? "")
      ])
      let check = ConfigurationCheck(provider: provider)
      let rules = check.findings(inConfiguration: Data(mended.utf8)).map(\.ruleID)
      #expect(!rules.contains("provider-address"))
    }
  }

  @Test func messagesOfTheDaemonHaveToFit() {
    let provider = ProviderEndpoints(
      service: .init(host: "127.0.0.1", port: 0), maintenance: .init(host: "127.0.0.1", port: 0),
      maxMessageBytes: 8 << 20)
    for (size, line) in [("8", nil), ("9", "\"max_message_size_in_mb\": 8")] {
      let json = SoundFiles.configuration(["max_message_size_in_mb": size])
      let findings = ConfigurationCheck(provider: provider)
        .findings(inConfiguration: Data(json.utf8))
      #expect(findings.first?.line == line)
    }
  }
}
