public import Foundation
import GeneratorCommands
import TrainingCodeGen
import TrainingSchema

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

  /// Returns the generator's diagnostics, one on each line: those for protoc or, for a rule that
  /// reads the text, those of the program that compiles by itself.
  public func diagnostics(_ side: Side) throws -> String {
    let side = folder.appendingPathComponent(side.rawValue)
    let protos = ProtoFolder(folder: side)
    guard Rules.summaries.contains(where: { $0.id == ruleID && $0.needsText }) else {
      return Generator(try protos.request(for: protos.protos())).diagnostics.text
    }
    let files = try protos.protos().map { side.appendingPathComponent($0).path }
    return try ProtoCheck(files: files, importFolders: [side.path]).findings
      .map { "\($0)\n" }.joined()
  }

  /// All cases, sorted by name.
  public static func all() throws -> [RuleCase] {
    let rules = FixtureCase.root.appendingPathComponent("Fixtures/rules")
    return try FileManager.default.contentsOfDirectory(atPath: rules.path).sorted()
      .map { RuleCase(folder: rules.appendingPathComponent($0)) }
  }
}
