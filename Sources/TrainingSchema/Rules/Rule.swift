public import SwiftProtobufPluginLibrary

/// One thing that can be wrong with a proto.
public protocol Rule: Sendable {
  /// What the rule is called, how bad a breach is, and why.
  static var summary: RuleSummary { get }

  /// Finds every place in `file` that breaks the rule.
  ///
  /// - Parameters:
  ///   - file: a file to generate code for.
  ///   - publication: the file among all that would be published with it.
  static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach]
}
