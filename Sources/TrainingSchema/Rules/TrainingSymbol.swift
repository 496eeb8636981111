import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Warns about a declaration that has the name of the package of `training.proto`.
public enum TrainingSymbol: Rule {
  public static let summary = RuleSummary(
    "training-symbol", .warning,
    reason: "A file without a package declares something called training.",
    affects:
      "The daemon, where training is the package of training.proto: it switches training off.",
    remedy: "Rename the declaration, or give the file a package.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard file.package.isEmpty else { return [] }
    let places: [(name: String, place: SourcePlace)] =
      file.messages.map { ($0.name, SourcePlace(of: $0)) }
      + file.enums.map { ($0.name, SourcePlace(of: $0)) }
      + file.services.map { ($0.name, SourcePlace(of: $0)) }
      + file.extensions.map { ($0.name, SourcePlace(of: $0)) }
      // The values of an enum belong to the scope that contains the enum.
      + file.enums.flatMap(\.values).map { ($0.name, SourcePlace(of: $0)) }
    return places.filter { $0.name == "training" }.map { _, place in
      Breach(
        at: place,
        "the daemon knows training as the package of training.proto and can't read this file; "
          + "rename the declaration, or give the file a package")
    }
  }
}
