internal import SwiftProtobuf

/// What a file with an edition can't set for all of its elements.
enum FileFeatureRules: Check {
  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.isLegacy else { return }
    if reporter.pool.features[reporter.file].file.fieldPresence == .legacyRequired {
      reporter.report(
        "file-feature", .file, .edition, "Required presence can't be specified by default.")
    }
    if reporter.pool.fileOptions(reporter.file)?.javaStringCheckUtf8 == true {
      reporter.report(
        "file-feature", .file, .edition,
        "File option java_string_check_utf8 is not allowed under editions. Use the "
          + "(pb.java).utf8_validation feature to control this behavior.")
    }
  }
}
