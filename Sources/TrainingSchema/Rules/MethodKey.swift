public import SwiftProtobufPluginLibrary

/// Warns about two methods whose options the daemon stores under the same key.
public enum MethodKey: Rule {
  public static let summary = RuleSummary(
    "method-key", .warning,
    reason:
      "Methods have the same key, which consists of the service's and the method's name without a "
      + "separator.",
    affects: "The daemon, which keeps the options of only one of them, at random.",
    remedy: "Rename one of the methods or services.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.compactMap { method in
      let sharing = publication.names.methodsByKey[method.daemonKey] ?? []
      let kept = sharing.filter(\.hasOptionsBlock).map(\.fullName)
      guard kept.count > 1, kept.contains(method.fullName),
        sharing.contains(where: \.concernsTraining)
      else { return nil }
      let others = kept.filter { $0 != method.fullName }
      return Breach(
        at: SourcePlace(of: method),
        "the daemon keeps the options of \(method.fullName) and \(others.joined(separator: ", ")) "
          + "under the same key, \(method.daemonKey), and loses one of them at random; rename one")
    }
  }
}
