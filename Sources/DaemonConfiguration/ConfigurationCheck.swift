public import Foundation
import JSONText

/// Checks what the marketplace's daemon is configured with against what training needs.
///
/// ```swift
/// let check = ConfigurationCheck()
/// let findings = try check.findings(
///   configuration: URL(filePath: "snetd.config.json"),
///   metadata: URL(filePath: "service_metadata.json"))
/// for finding in findings { print(finding) }
/// ```
///
/// The daemon says nothing about most of these faults: it starts without training, or takes a value
/// for another one. If the check knows the provider's own addresses, it compares them as well.
///
/// Only what is in the files is checked. The environment variables `SNET_…` and the arguments of the
/// daemon take precedence over its file.
public struct ConfigurationCheck: Sendable {
  /// Where the provider listens; `nil` if that isn't compared.
  public var provider: ProviderEndpoints?

  /// Creates a check.
  public init(provider: ProviderEndpoints? = nil) {
    self.provider = provider
  }

  /// Checks files.
  ///
  /// - Parameters:
  ///   - configuration: the daemon's configuration, usually `snetd.config.json`.
  ///   - metadata: the metadata that the service is published with, usually
  ///     `service_metadata.json`.
  /// - Returns: the findings, sorted by place.
  /// - Throws: errors of the file system.
  public func findings(configuration: URL? = nil, metadata: URL? = nil) throws -> [Finding] {
    let settings = try configuration.map {
      findings(inConfiguration: try Data(contentsOf: $0), file: $0.relativePath)
    }
    let published = try metadata.map {
      findings(inMetadata: try Data(contentsOf: $0), file: $0.relativePath)
    }
    return (settings ?? []) + (published ?? [])
  }

  /// Checks the text of the daemon's configuration.
  ///
  /// - Parameters:
  ///   - json: the text.
  ///   - file: the file's name, for findings. Its extension tells the daemon the format.
  /// - Returns: the findings, sorted by place.
  public func findings(
    inConfiguration json: Data, file: String = "snetd.config.json"
  ) -> [Finding] {
    let ofName = FileFormat.finding(ofName: file)
    if let ofName, ofName.severity == .warning, (try? JSONParser.parse(json)) == nil {
      return [ofName]
    }
    let ofText = findings(
      in: json, file, Rules.configuration, effect: "the daemon ends at its start")
    // JSON is YAML, too.
    return (ofName.map { $0.severity == .error ? [$0] : [] } ?? []) + ofText
  }

  /// Checks the text of the metadata that the service is published with.
  ///
  /// - Parameters:
  ///   - json: the text.
  ///   - file: the file's name, for findings.
  /// - Returns: the findings, sorted by place.
  public func findings(
    inMetadata json: Data, file: String = "service_metadata.json"
  ) -> [Finding] {
    findings(
      in: json, file, Rules.metadata,
      effect: "the daemon can't read the service's metadata and ends at its start")
  }

  private func findings(
    in json: Data, _ file: String, _ rules: [any Rule.Type], effect: String
  ) -> [Finding] {
    do {
      let settings = try settings(in: json)
      return rules.flatMap { rule in
        rule.check(settings).map { Finding($0, of: rule.summary, in: file) }
      }.enumerated().sorted { left, right in
        guard let first = left.element.position, let second = right.element.position,
          first != second
        else { return left.offset < right.offset }
        return first < second
      }.map(\.element)
    } catch {
      return [FileFormat.finding(error, in: file, effect: effect)]
    }
  }

  private func settings(in json: Data) throws(JSONSyntaxError) -> Settings {
    let node = try JSONParser.parse(json)
    guard case .object(let members) = node.value else {
      throw JSONSyntaxError(
        position: node.position, reason: "the file contains \(node.value.kind)",
        remedy: "write an object in braces")
    }
    return Settings(members: members, position: node.position, provider: provider)
  }
}
