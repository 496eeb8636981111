public import Foundation
import TrainingCodeGen

/// A folder below `Fixtures/rules`, named for a rule: protos that break it, the same ones mended, and
/// what the generator has to say about either.
public struct RuleCase: Hashable, Sendable {
  /// The two states of a proto.
  public enum Side: String, CaseIterable, Sendable {
    case broken, mended
  }

  /// The folder.
  public let folder: URL

  /// The rule's name.
  public var ruleID: String { folder.lastPathComponent }

  /// Where it is recorded what the generator says.
  public func expected(_ side: Side) -> URL {
    folder.appendingPathComponent("Expected/\(side).txt")
  }

  /// What the generator says, one line for each fault.
  public func diagnostics(_ side: Side) throws -> String {
    let protos = ProtoFolder(folder: folder.appendingPathComponent(side.rawValue))
    return Generator(try protos.request(for: protos.protos())).diagnostics.text
  }

  /// Every case there is, sorted by name.
  public static func all() throws -> [RuleCase] {
    let rules = FixtureCase.root.appendingPathComponent("Fixtures/rules")
    return try FileManager.default.contentsOfDirectory(atPath: rules.path).sorted()
      .map { RuleCase(folder: rules.appendingPathComponent($0)) }
  }
}
