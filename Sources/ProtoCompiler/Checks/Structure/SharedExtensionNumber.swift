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
        "Extension number \(field.number) has already been used in "
          + "\"\(pool.message(message).fullName)\" by extension \"\(pool.fullName(other))\" defined "
          + "in \(pool.files[Int(other.file)].name).",
        severity: .warning, notes: [reporter.note("the number is used here first", other, .number)])
    }
  }
}
