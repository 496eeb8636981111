/// Files for the lite runtime don't extend messages of other files.
enum LiteExtensions: Check {
  static func check(_ reporter: inout Reporter) {
    guard reporter.pool.isLite(reporter.file) else { return }
    for (index, field) in reporter.model.fields.enumerated() where field.isExtension {
      guard let message = reporter.resolved(index).container,
        !reporter.pool.isLite(Int(message.file))
      else { continue }
      reporter.report(
        "lite-extension", ElementID(.field, index), .extendee,
        "A file with optimize_for = LITE_RUNTIME can't extend a message of a file without it: "
          + "declare the extension in a file without it.")
    }
  }
}
