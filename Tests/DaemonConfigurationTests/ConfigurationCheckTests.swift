import DaemonConfiguration
import Foundation
import Testing

@Suite struct ConfigurationCheckTests {
  @Test func soundFilesHaveNoFindings() {
    let check = ConfigurationCheck()
    #expect(check.findings(inConfiguration: Data(SoundFiles.configuration.utf8)).isEmpty)
    #expect(check.findings(inMetadata: Data(SoundFiles.metadata.utf8)).isEmpty)
  }

  /// What the daemon's own `init` writes, but for keys and values that are of no concern here.
  @Test func configurationOfInitNeedsFourLines() {
    let json = """
      {
        "blockchain_network_selected": "sepolia",
        "service_endpoint": "YOUR_SERVICE_ENDPOINT",
        "service_id": "YOUR_SERVICE_ID",
        "organization_id": "YOUR_ORG_ID",
        "daemon_endpoint": "127.0.0.1:8080",
        "payment_channel_storage_type": "etcd"
      }
      """
    let findings = ConfigurationCheck().findings(inConfiguration: Data(json.utf8))
    #expect(
      findings.map(\.ruleID) == [
        "training-enabled", "maintenance-endpoint", "service-endpoint", "service-identity",
        "service-identity",
      ])
    #expect(
      findings[0].description.hasSuffix(
        "json:1:1: error: model_training_enabled is missing and therefore false, so the daemon "
          + "offers no training; write \"model_training_enabled\": true [training-enabled]"))
  }

  /// The daemon's library converts between types, and knows no capitals in keys.
  @Test(arguments: [
    ("model_training_enabled", "\"true\""), ("model_training_enabled", "1"),
    ("model_training_enabled", "\"T\""), ("max_message_size_in_mb", "\"8\""),
    ("max_message_size_in_mb", "8.0"), ("daemon_type", "null"),
    ("Service_Heartbeat_Type", "\"none\""), ("heartbeat_endpoint", "\"http://127.0.0.1:1\""),
    ("model_maintenance_endpoint", "\"http://[::1]:5002\""),
    ("model_maintenance_endpoint", "\"https://models.example:5002/\""),
    ("service_endpoint", "\"localhost:5001\""), ("log", "{\"level\": \"debug\"}"),
  ])
  func whatTheDaemonReadsRightIsRight(_ key: String, _ value: String) {
    #expect(Self.rules(in: [key: value]) == [])
  }

  @Test(arguments: [
    ("model_training_enabled", "\"yes\"", "value-type"),
    ("model_training_enabled", "\"\"", "value-type"),
    ("model_training_enabled", "0", "training-enabled"),
    ("MODEL_TRAINING_ENABLED", "true", "duplicate-key"),
    ("blockchain_enabled", "\"F\"", "blockchain-enabled"),
    ("daemon_type", "\"GRPC\"", "daemon-type"), ("service_id", "\"\"", "service-identity"),
    ("service_endpoint", "\"http://\"", "service-endpoint"),
    ("service_endpoint", "\"http://127.0.0.1:70000\"", "service-endpoint"),
    ("model_maintenance_endpoint", "\"\"", "maintenance-endpoint"),
    ("model_maintenance_endpoint", "\"http://127.0.0.1\"", "maintenance-endpoint"),
    ("model_maintenance_endpoint", "\"localhost:5002\"", "maintenance-endpoint"),
    ("model_maintenance_endpoint", "\"http://localhost:5001\"", "shared-endpoint"),
    ("model_maintenance_endpoint", "\"http://[::1]:5001/\"", "shared-endpoint"),
    ("model_maintenance_endpoint", "\"http://localhost:8080\"", "shared-endpoint"),
    ("model_maintenance_endpoint", "\"http://10.0.0.5:5002\"", "exposed-endpoint"),
    ("max_message_size_in_mb", "0", "message-size"),
    ("max_message_size_in_mb", "1", "message-size"),
    ("max_message_size_in_mb", "2049", "message-size"),
    ("max_message_size_in_mb", "\"4 MB\"", "value-type"),
    ("service_heartbeat_type", "\"tcp\"", "heartbeat"),
    ("service_heartbeat_type", "\"http\"", "heartbeat"),
    ("service-endpoint", "\"http://127.0.0.1:5001\"", "unknown-key"),
    ("modelTrainingEnabled", "true", "unknown-key"),
    ("model_maintenance_end_point", "\"http://127.0.0.1:5002\"", "unknown-key"),
    ("passthrough_endpoint", "\"http://127.0.0.1:5001\"", "former-key"),
    ("service_type", "\"grpc\"", "metadata-key"),
  ])
  func whatTheDaemonReadsOtherwiseIsFound(_ key: String, _ value: String, _ rule: String) {
    #expect(Self.rules(in: [key: value]) == [rule])
  }

  /// A former name takes precedence, so its value counts.
  @Test func formerNamesReplaceThePresentOnes() {
    let rules = Self.rules(in: [
      "passthrough_endpoint": "\"http://127.0.0.1:5002\"",
      "service_endpoint": "\"http://127.0.0.1:5001\"",
    ])
    #expect(Set(rules) == ["former-key", "shared-endpoint"])
  }

  @Test func secretsAreNotRepeated() {
    let json = SoundFiles.configuration([
      "pvt_key_for_metering": "\"5ec7e7\"", "private_key_for_free_calls": "[\"5ec7e7\"]",
    ])
    let findings = ConfigurationCheck().findings(inConfiguration: Data(json.utf8))
    #expect(findings.count == 2)
    for finding in findings { #expect(!"\(finding)\(finding.line ?? "")".contains("5ec7e7")) }
  }

  @Test func otherFormatsAreNamed() {
    let check = ConfigurationCheck()
    let yaml = check.findings(
      inConfiguration: Data("model_training_enabled: true\n".utf8), file: "snetd.config.yaml")
    #expect(yaml.map(\.severity) == [.warning])
    #expect(yaml.map(\.ruleID) == ["file-format"])
    let json = Data(SoundFiles.configuration.utf8)
    #expect(check.findings(inConfiguration: json, file: "snetd.config.yml").isEmpty)
    let unknown = check.findings(inConfiguration: json, file: "snetd")
    #expect(unknown.map(\.severity) == [.error])
  }

  @Test func metadataWithoutEncodingIsFound() {
    let findings = ConfigurationCheck().findings(inMetadata: Data("{\"service_type\": 1}".utf8))
    #expect(findings.map(\.ruleID) == ["wire-encoding", "service-type"])
    #expect(findings.map(\.line) == ["\"encoding\": \"proto\"", "\"service_type\": \"grpc\""])
  }

  private static func rules(in lines: [String: String]) -> [String] {
    let json = SoundFiles.configuration(lines)
    return ConfigurationCheck().findings(inConfiguration: Data(json.utf8)).map(\.ruleID)
  }
}
