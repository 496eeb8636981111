import DaemonConfiguration
import Foundation
import Testing

/// Texts that aren't JSON: the place and the remedy.
@Suite struct SyntaxTests {
  @Test(arguments: [
    ("", "1:1", "the text ends where a value should be"),
    ("{\n  // note\n}", "2:3", "a comment begins here"),
    ("{\"a\": 1, /* b */ \"b\": 2}", "1:10", "a comment begins here"),
    ("# YAML\na: 1", "1:1", "a comment begins here"),
    ("{\n  \"a\": true,\n}", "2:12", "a comma precedes the closing }"),
    ("{\"a\": [1, 2,]}", "1:12", "a comma precedes the closing ]"),
    ("{'a': 1}", "1:2", "a key isn't in double quotes"),
    ("{a: 1}", "1:2", "a key isn't in double quotes"),
    ("{\"ä\": 'b'}", "1:7", "a string is in single quotes"),
    ("{\"a\": True}", "1:7", "this isn't a JSON value"),
    ("{\"a\" 1}", "1:6", "a colon is missing after the key \"a\""),
    ("{\"a\": 1\n \"b\": 2}", "2:2", "a comma or } is missing"),
    ("{\"a\": 1", "1:8", "the text ends before the closing }"),
    ("{", "1:2", "the text ends before the closing }"),
    ("{\"a\": 1,", "1:9", "the text ends before the closing }"),
    ("{\"a\": \"b", "1:9", "the text ends inside a string"),
    ("{\"a\": \"b\nc\"}", "1:9", "a string contains a line break or a control character"),
    ("{\"a\": \"\\x\"}", "1:8", "a backslash is followed by a character that can't be escaped"),
    ("{\"a\": \"\\u12\"}", "1:14", "an escape \\u isn't followed by 4 hexadecimal digits"),
    ("{\"a\": 01}", "1:7", "01 isn't a JSON number"),
    ("{\"a\": 4MB}", "1:7", "4MB isn't a JSON number"),
    ("{} {}", "1:4", "text follows the JSON value"),
    ("\u{FEFF}{}", "1:1", "the file begins with a byte order mark"),
    ("[]", "1:1", "the file contains an array"),
  ])
  func faultsHaveAPlaceAndAReason(_ text: String, _ place: String, _ reason: String) throws {
    let findings = ConfigurationCheck().findings(inConfiguration: Data(text.utf8))
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.ruleID == "json-syntax")
    #expect(finding.position.map { "\($0.line):\($0.column)" } == place)
    #expect(finding.reason == reason)
    #expect(!finding.remedy.isEmpty)
  }

  @Test func deepNestingIsRefused() {
    let text = String(repeating: "[", count: 100_000)
    let findings = ConfigurationCheck().findings(inConfiguration: Data(text.utf8))
    #expect(findings.map(\.reason) == ["values are nested more than 256 deep"])
  }

  /// Whatever the bytes are, the check returns.
  @Test func damageIsSurvived() {
    let sound = Array(SoundFiles.configuration.utf8)
    for index in sound.indices {
      for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x80, 0xFF] {
        var damaged = sound
        damaged[index] = byte
        _ = ConfigurationCheck().findings(inConfiguration: Data(damaged))
      }
      _ = ConfigurationCheck().findings(inConfiguration: Data(sound[..<index]))
    }
  }

  /// Escapes are part of a key's name.
  @Test func escapesAreRead() {
    let text = SoundFiles.configuration.replacing("service_id", with: "service\\u005fid")
    #expect(ConfigurationCheck().findings(inConfiguration: Data(text.utf8)).isEmpty)
  }
}
