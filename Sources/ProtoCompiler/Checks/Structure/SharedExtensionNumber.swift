/// Extensions of a message in different files should have different numbers, too.
enum SharedExtensionNumber: Check {
  static func check(_ reporter: inout Reporter) {
    let pool = reporter.pool
    let resolved = pool.resolutions[reporter.file].fields
    for (index, field) in reporter.model.fields.enumerated() where field.isExtension {
      guard let message = resolved[index].container,
        let other = pool.extensions.find(field.number, of: message),
        Int(other.file) < reporter.file
      else { continue }
      reporter.report(
        "shared-extension-number", ElementID(.field, index), .number,
        "The extension \"\(pool.fullName(other))\" of \"\(pool.message(message).fullName)\" has the "
          + "number \(field.number), too: a program can't use both files.",
        severity: .warning, notes: [reporter.note("the number is used here first", other, .number)])
    }
  }
}
