public import DaemonConfiguration
public import Foundation

/// A folder in `Fixtures/configurations` that is named after a rule for the daemon's configuration.
/// It contains a file that breaks the rule, the same file corrected, and the expected findings in
/// both.
public struct ConfigurationCase: Hashable, Sendable {
  /// The folder.
  public let folder: URL

  /// The rule's name.
  public var ruleID: String { folder.lastPathComponent }

  /// The provider whose addresses the files are compared with.
  public static let provider = ProviderEndpoints(
    service: .init(host: "127.0.0.1", port: 5001),
    maintenance: .init(host: "127.0.0.1", port: 5002), maxMessageBytes: 8 << 20)

  /// The file with the expected findings.
  public func expected(_ side: RuleCase.Side) -> URL {
    folder.appendingPathComponent("Expected/\(side).txt")
  }

  /// Returns the findings in one version of the file.
  public func findings(_ side: RuleCase.Side) throws -> [Finding] {
    let check = ConfigurationCheck(provider: Self.provider)
    let side = folder.appendingPathComponent(side.rawValue)
    return try FileManager.default.contentsOfDirectory(atPath: side.path).sorted().flatMap { name in
      let json = try Data(contentsOf: side.appendingPathComponent(name))
      return name == "service_metadata.json"
        ? check.findings(inMetadata: json) : check.findings(inConfiguration: json, file: name)
    }
  }

  /// Returns the findings in one version of the file, one on each line.
  public func text(_ side: RuleCase.Side) throws -> String {
    try findings(side).map { "\($0)\n" }.joined()
  }

  /// All cases, sorted by name.
  public static func all() throws -> [ConfigurationCase] {
    let cases = FixtureCase.root.appendingPathComponent("Fixtures/configurations")
    return try FileManager.default.contentsOfDirectory(atPath: cases.path).sorted()
      .map { ConfigurationCase(folder: cases.appendingPathComponent($0)) }
  }
}
