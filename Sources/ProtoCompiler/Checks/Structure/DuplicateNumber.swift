/// The fields of a message, and the extensions of a message in one file, have different numbers.
enum DuplicateNumber: Check {
  private struct Key: Hashable {
    let message: SymbolID
    let number: Int32
  }

  static func check(_ reporter: inout Reporter) {
    let model = reporter.model
    let resolutions = reporter.pool.resolutions[reporter.file].fields
    for message in model.messages { check(message.fields.indices, &reporter) }
    var seen: [Key: Int] = [:]
    for (index, field) in model.fields.enumerated() where field.isExtension {
      guard let message = resolutions[index].container else { continue }
      let key = Key(message: message, number: field.number)
      if let first = seen[key] {
        reportExtension(index, first, in: message, &reporter)
      } else {
        seen[key] = index
      }
    }
  }

  private static func check(_ fields: Range<Int>, _ reporter: inout Reporter) {
    // Numbers that ascend are different; most messages have such.
    let numbers = reporter.model.fields[fields].lazy.map(\.number)
    if zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) { return }
    var seen: [Int32: Int] = [:]
    for index in fields {
      let number = reporter.model.fields[index].number
      if let first = seen[number] {
        report(index, first, &reporter)
      } else {
        seen[number] = index
      }
    }
  }

  private static func report(_ index: Int, _ first: Int, _ reporter: inout Reporter) {
    let field = reporter.model.fields[index]
    let message = reporter.model.messages[Int(field.parent)].fullName
    let name = reporter.model.fields[first].name
    let next = reporter.freeNumber(in: field.parent)
    reporter.report(
      "duplicate-number", ElementID(.field, index), .number,
      "\"\(name)\" in \"\(message)\" has the number \(field.number), too.\(next)",
      notes: [reporter.note("the number is used here first", ElementID(.field, first), .number)])
  }

  private static func reportExtension(
    _ index: Int, _ first: Int, in message: SymbolID, _ reporter: inout Reporter
  ) {
    let number = reporter.model.fields[index].number
    let name = reporter.model.fullName(of: ElementID(.field, first))
    reporter.report(
      "duplicate-number", ElementID(.field, index), .number,
      "The extension \"\(name)\" of \"\(reporter.pool.message(message).fullName)\" has the number "
        + "\(number), too: choose another.",
      notes: [reporter.note("the number is used here first", ElementID(.field, first), .number)])
  }
}
