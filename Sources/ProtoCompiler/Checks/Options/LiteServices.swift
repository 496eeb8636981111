internal import SwiftProtobuf

/// Files for the lite runtime have no generic services.
enum LiteServices: Check {
  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.services.isEmpty, reporter.pool.isLite(reporter.file),
      let options = reporter.pool.fileOptions(reporter.file),
      options.ccGenericServices || options.javaGenericServices
    else { return }
    for index in reporter.model.services.indices {
      reporter.report(
        "lite-service", ElementID(.service, index), .name,
        "A file with optimize_for = LITE_RUNTIME has no generic services: remove cc_generic_services "
          + "and java_generic_services.")
    }
  }
}
