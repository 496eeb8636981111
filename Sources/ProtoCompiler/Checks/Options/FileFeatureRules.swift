internal import SwiftProtobuf

/// What a file with an edition can't set for all of its elements.
enum FileFeatureRules: Check {
  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.isLegacy else { return }
    if reporter.pool.features[reporter.file].file.fieldPresence == .legacyRequired {
      reporter.report(
        "file-feature", .file, .edition,
        "A file can't make all fields required: set LEGACY_REQUIRED on fields.")
    }
    if reporter.pool.fileOptions(reporter.file)?.javaStringCheckUtf8 == true {
      reporter.report(
        "file-feature", .file, .edition,
        "Editions have no option java_string_check_utf8: use the feature "
          + "(pb.java).utf8_validation.")
    }
  }
}
