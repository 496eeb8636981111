internal import SwiftProtobuf

/// The options for generic services are deprecated.
enum GenericServices: Check {
  static func check(_ reporter: inout Reporter) {
    guard reporter.pool.requested.contains(reporter.file),
      let options = reporter.pool.fileOptions(reporter.file),
      options.ccGenericServices || options.javaGenericServices || options.pyGenericServices
    else { return }
    reporter.report(
      "generic-services", .file, .other,
      "Generic services are deprecated: remove cc_generic_services, java_generic_services and "
        + "py_generic_services, and let a plugin generate code for services.", severity: .warning)
  }
}
