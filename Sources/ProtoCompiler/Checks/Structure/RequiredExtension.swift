internal import SwiftProtobuf

/// An extension isn't required.
enum RequiredExtension: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, field) in reporter.model.fields.enumerated()
    where field.isExtension && field.label == .required {
      reporter.report(
        "required-extension", ElementID(.field, index), .type,
        "An extension can't be required: write \"optional\" instead of \"required\"."
      )
    }
  }
}
