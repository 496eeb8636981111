public import SwiftProtobufPluginLibrary

/// A rule that protos should follow.
public protocol Rule: Sendable {
  /// The rule's name, severity and explanation.
  static var summary: RuleSummary { get }

  /// Finds every place in `file` that breaks the rule.
  ///
  /// - Parameters:
  ///   - file: a file to generate code for.
  ///   - publication: all files that would be published together with `file`.
  static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach]
}
