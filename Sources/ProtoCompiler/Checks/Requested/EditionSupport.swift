internal import SwiftProtobuf

/// The edition of a file is supported, and not only known.
enum EditionSupport: Check {
  static func check(_ reporter: inout Reporter) {
    let edition = reporter.model.edition
    guard reporter.pool.requested.contains(reporter.file), !reporter.pool.allowsUnstableEditions,
      edition.rawValue > FeatureDefaults.newestEdition.rawValue,
      !reporter.model.name.hasPrefix("google/protobuf/")
    else { return }
    reporter.report(
      "edition", .file, .edition,
      "\(reporter.model.name): is a file using edition \(edition.spelling), which is later than the "
        + "maximum supported edition \(FeatureDefaults.newestEdition.spelling).")
  }
}
