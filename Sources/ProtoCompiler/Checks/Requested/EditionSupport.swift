internal import SwiftProtobuf

/// The edition of a file is supported, and not only known.
enum EditionSupport: Check {
  static func check(_ reporter: inout Reporter) {
    let edition = reporter.model.edition
    guard reporter.pool.requested.contains(reporter.file), !reporter.pool.allowsUnstableEditions,
      edition.rawValue > FeatureDefaults.newestEdition.rawValue,
      !exempt.contains(where: reporter.model.name.hasPrefix)
    else { return }
    reporter.report(
      "edition", .file, .edition,
      "Edition \(edition.spelling) isn't finished: use one up to "
        + "\(FeatureDefaults.newestEdition.spelling).")
  }

  /// Names with which protobuf's own tests begin.
  private static let exempt = [
    "google/protobuf/", "upb/", "com/google/protobuf/", "conformance/test_protos/",
    "test_messages_edition_unstable",
  ]
}
