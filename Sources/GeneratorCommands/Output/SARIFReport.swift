import Foundation
import TrainingManifest
import TrainingSchema

/// Findings in the format SARIF 2.1.0 (OASIS), which code hosts show beside the changed lines.
struct SARIFReport: Encodable {
  private struct Run: Encodable {
    let tool: Tool
    let results: [Result]
    let columnKind = "utf16CodeUnits"
  }

  private struct Tool: Encodable {
    struct Driver: Encodable {
      let name = "swift-training"
      let version: String
      let rules: [Rule]
    }

    let driver: Driver
  }

  private struct Rule: Encodable {
    let id: String
    let shortDescription: Text
    let help: Text?
  }

  private struct Text: Encodable {
    let text: String
  }

  private struct Result: Encodable {
    let ruleId: String
    let level: String
    let message: Text
    let locations: [Location]
    let relatedLocations: [Location]
  }

  private struct Location: Encodable {
    struct Physical: Encodable {
      struct Artifact: Encodable {
        let uri: String
      }

      struct Region: Encodable {
        let startLine: Int
        let startColumn: Int?
      }

      let artifactLocation: Artifact
      let region: Region?
    }

    let physicalLocation: Physical
    let message: Text?
  }

  private let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  private let version = "2.1.0"
  private let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  init(_ findings: [Finding], in protos: CompiledProtos) {
    let lines = ShownLines(findings, text: protos.text)
    runs = [
      Run(
        tool: Tool(
          driver: Tool.Driver(
            version: ToolchainVersion.current, rules: Self.rules(for: findings))),
        results: findings.map { Self.result($0, protos, lines) })
    ]
  }

  /// The generator's rules, and those of the compiler that are needed: these explain themselves in
  /// each message.
  private static func rules(for findings: [Finding]) -> [Rule] {
    let known = Rules.summaries.map { rule in
      Rule(
        id: rule.id, shortDescription: Text(text: rule.reason), help: Text(text: rule.remedy))
    }
    let others = Set(findings.map(\.ruleID)).subtracting(known.map(\.id)).sorted().map { id in
      Rule(
        id: id, shortDescription: Text(text: "The compiler: \(id.replacing("-", with: " "))."),
        help: nil)
    }
    return known + others
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// A path as a URI reference.
  private static func reference(_ path: String) -> String {
    let first = path.prefix { $0 != "/" }
    // What stands before a colon would be a scheme.
    let relative = first.contains(":") ? "./\(path)" : path
    return relative.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? relative
  }

  private static func result(
    _ finding: Finding, _ protos: CompiledProtos, _ lines: ShownLines
  ) -> Result {
    Result(
      ruleId: finding.ruleID, level: finding.isError ? "error" : "warning",
      message: Text(text: finding.message),
      locations: [finding.place].compactMap(\.self).map { location($0, nil, protos, lines) },
      relatedLocations: finding.notes.map { location($0.place, $0.message, protos, lines) })
  }

  private static func location(
    _ place: Finding.Place, _ message: String?, _ protos: CompiledProtos, _ lines: ShownLines
  ) -> Location {
    let region = place.line.map {
      Location.Physical.Region(startLine: $0, startColumn: lines.utf16Column(place))
    }
    return Location(
      physicalLocation: Location.Physical(
        artifactLocation: .init(uri: reference(protos.path(of: place.file) ?? place.file)),
        region: region),
      message: message.map { Text(text: $0) })
  }
}
