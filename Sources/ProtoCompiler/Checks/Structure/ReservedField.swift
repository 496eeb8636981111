/// A field has no number or name that is reserved, and no number that extensions may have.
enum ReservedField: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, message) in reporter.model.messages.enumerated() {
      if !message.ranges.isEmpty || !message.reservedRanges.isEmpty {
        checkNumbers(of: index, &reporter)
      }
      if !message.reservedNames.isEmpty { checkNames(of: index, &reporter) }
    }
  }

  private static func checkNumbers(of message: Int, _ reporter: inout Reporter) {
    let model = reporter.model
    let path = model.path(of: ElementID(.message, message))
    let ranges = model.messages[message].ranges.indices.map { model.ranges[$0].span }
    let reserved = model.messages[message].reservedRanges
    let all = SortedSpans(ranges + reserved)
    let fields = model.messages[message].fields.filter { all.contains(model.fields[$0].number) }
    guard !fields.isEmpty else { return }
    let next = UsedNumbers(of: Int32(message), in: model).suggestion
    for field in fields {
      let number = model.fields[field].number
      let name = model.fields[field].name
      let note = reporter.note("the field is here", ElementID(.field, field), .number)
      for (position, range) in ranges.enumerated() where range.contains(number) {
        reporter.report(
          "extension-range-field", at: path + [5, Int32(position)], .number,
          "The number \(number) of \"\(name)\" is in the extension range \(range).\(next)",
          notes: [note])
      }
      for (position, range) in reserved.enumerated() where range.contains(number) {
        reporter.report(
          "reserved-number", at: path + [9, Int32(position)], .number,
          "The number \(number) of \"\(name)\" is reserved.\(next)", notes: [note])
      }
    }
  }

  private static func checkNames(of message: Int, _ reporter: inout Reporter) {
    let reserved = Set(reporter.model.messages[message].reservedNames)
    for field in reporter.model.messages[message].fields.indices {
      let name = reporter.model.fields[field].name
      guard reserved.contains(name) else { continue }
      reporter.report(
        "reserved-name", ElementID(.field, field), .name,
        "The name \"\(name)\" is reserved: choose another.")
    }
  }
}
