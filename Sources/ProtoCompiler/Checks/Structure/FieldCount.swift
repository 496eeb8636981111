/// A message has at most 65,535 fields.
enum FieldCount: Check {
  private static let maximum = 65_535

  static func check(_ reporter: inout Reporter) {
    for (index, message) in reporter.model.messages.enumerated()
    where message.fields.count > maximum {
      reporter.report(
        "field-count", ElementID(.message, index), .type,
        "A message has at most \(maximum) fields, \"\(message.fullName)\" has "
          + "\(message.fields.count): split it.")
    }
  }
}
