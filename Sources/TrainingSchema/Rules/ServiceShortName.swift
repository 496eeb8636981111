public import SwiftProtobufPluginLibrary

/// Two services that the daemon cannot tell apart.
public enum ServiceShortName: Rule {
  public static let summary = RuleSummary(
    "service-short-name", .warning,
    reason: "Services of different packages have one short name.",
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
        "the daemon leaves packages out and takes \(service.fullName) and "
          + "\(others.joined(separator: ", ")) for one service; rename one of them")
    }
  }
}
