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
        "Extensions to non-lite types can only be declared in non-lite files. Note that you cannot "
          + "extend a non-lite type to contain a lite type, but the reverse is allowed.")
    }
  }
}
