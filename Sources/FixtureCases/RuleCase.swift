public import Foundation
import TrainingCodeGen

/// A folder in `Fixtures/rules` that is named after a rule. It contains protos that break the rule,
/// the same protos corrected, and the expected diagnostics for both.
public struct RuleCase: Hashable, Sendable {
  /// The two versions of a proto.
  public enum Side: String, CaseIterable, Sendable {
    case broken, mended
  }

  /// The folder.
  public let folder: URL

  /// The rule's name.
  public var ruleID: String { folder.lastPathComponent }

  /// The file with the expected diagnostics.
  public func expected(_ side: Side) -> URL {
    folder.appendingPathComponent("Expected/\(side).txt")
  }

  /// Returns the generator's diagnostics, one on each line.
  public func diagnostics(_ side: Side) throws -> String {
    let protos = ProtoFolder(folder: folder.appendingPathComponent(side.rawValue))
    return Generator(try protos.request(for: protos.protos())).diagnostics.text
  }

  /// All cases, sorted by name.
  public static func all() throws -> [RuleCase] {
    let rules = FixtureCase.root.appendingPathComponent("Fixtures/rules")
    return try FileManager.default.contentsOfDirectory(atPath: rules.path).sorted()
      .map { RuleCase(folder: rules.appendingPathComponent($0)) }
  }
}
