import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Warns about a file that is published with training methods and uses an edition that the daemon's
/// compiler doesn't know.
public enum DaemonEdition: Rule {
  public static let summary = RuleSummary(
    "daemon-edition", .warning,
    reason: "A file that is published with training methods uses an edition after 2023.",
    affects: "The daemon, whose compiler knows proto2, proto3 and 2023: it switches training off.",
    remedy: "Write edition = \"2023\"; in every file that is published.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard publication.hasTrainingMethods else { return [] }
    let own = Breach(
      at: SourcePlace(of: file),
      "the daemon can't read an edition after 2023 and switches training off; "
        + "write: edition = \"2023\";")
    let imports = file.dependencies.enumerated().compactMap { index, imported in
      newest(in: imported, publication).map { name in
        Breach(
          at: SourcePlace(import: index, of: file),
          "the daemon can't read \(name), whose edition is after 2023, and switches training off; "
            + "change the edition of \(name) to 2023")
      }
    }
    return (file.isTooNewForTheDaemon ? [own] : []) + imports
  }

  /// The first file that is too new among `file` and its imports, leaving out those that the rule
  /// checks themselves.
  private static func newest(in file: FileDescriptor, _ publication: Publication) -> String? {
    var seen: Set<ObjectIdentifier> = []
    var open = [file]
    while let next = open.popLast() {
      guard !publication.isRoot(next), seen.insert(ObjectIdentifier(next)).inserted else {
        continue
      }
      if next.isTooNewForTheDaemon { return next.name }
      open += next.dependencies.reversed()
    }
    return nil
  }
}

extension FileDescriptor {
  fileprivate var isTooNewForTheDaemon: Bool {
    !isBuiltIntoDaemon && edition.rawValue > Google_Protobuf_Edition.edition2023.rawValue
  }
}
