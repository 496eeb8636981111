public import SwiftProtobufPluginLibrary

/// Warns about two services that the daemon can't distinguish.
public enum ServiceShortName: Rule {
  public static let summary = RuleSummary(
    "service-short-name", .warning,
    reason: "Services of different packages have the same short name.",
    affects: "The daemon, which merges their training methods.",
    remedy: "Rename one of them.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.services.compactMap { service in
      let namesakes = publication.names.servicesByName[service.name] ?? []
      let others = namesakes.map(\.fullName).filter { $0 != service.fullName }
      guard !others.isEmpty,
        namesakes.contains(where: { !$0.trainingMethods.isEmpty })
      else { return nil }
      return Breach(
        at: SourcePlace(of: service),
        "the daemon ignores packages and treats \(service.fullName) and "
          + "\(others.joined(separator: ", ")) as one service; rename one of them")
    }
  }
}
