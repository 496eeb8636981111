/// The names that protoc keeps of a field fit together into 64 KiB, and so does each reserved name.
///
/// Names that are the same are kept once. The full name of a field has at most 65,535 bytes by itself,
/// see ``Declarations/maximumLength``.
enum NameLengths: Check {
  private static let maximum = Declarations.maximumLength

  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.fields.indices { checkField(index, &reporter) }
    for (index, message) in reporter.model.messages.enumerated() {
      checkReserved(message.reservedNames, of: ElementID(.message, index), &reporter)
    }
    for (index, proto) in reporter.model.enums.enumerated() {
      checkReserved(proto.reservedNames, of: ElementID(.enumeration, index), &reporter)
    }
  }

  private static func checkField(_ index: Int, _ reporter: inout Reporter) {
    let field = reporter.model.fields[index]
    let custom = field.jsonName?.utf8.count ?? 0
    let fullName = Int(reporter.model.declarations.entries[Int(field.declaration)].length)
    guard fullName > 0, fullName + 3 * field.name.utf8.count + custom > maximum - 4,
      keptBytes(of: field, fullName: fullName) > maximum
    else { return }
    reporter.report(
      "name-length", ElementID(.field, index), .name,
      "The field's full name, its name in lower case, and its name in JSON have more than "
        + "\(maximum) bytes together: shorten them.")
  }

  /// How many bytes protoc needs for a field's names: its full name, and then, with two bytes for each
  /// but the last, either nothing, or the name in camel case, or those in lower case, camel case and
  /// JSON.
  private static func keptBytes(of field: FieldModel, fullName: Int) -> Int {
    let lower = String(decoding: field.name.utf8.map(JSONName.lowercased), as: UTF8.self)
    let standard = JSONName.of(field.name)
    let json = field.jsonName ?? standard
    var camelBytes = Array(standard.utf8)
    if let first = camelBytes.first { camelBytes[0] = JSONName.lowercased(first) }
    let camel = String(decoding: camelBytes, as: UTF8.self)
    if lower != field.name || json != camel {
      return fullName + lower.utf8.count + camel.utf8.count + json.utf8.count + 4
    }
    return camel == field.name ? fullName : fullName + camel.utf8.count + 2
  }

  private static func checkReserved(
    _ names: [String], of element: ElementID, _ reporter: inout Reporter
  ) {
    for name in names where name.utf8.count > maximum {
      reporter.report(
        "name-length", element, .name,
        "A reserved name has at most \(maximum) bytes, this one has "
          + "\(name.utf8.count): no field can have it, so remove it.")
    }
  }
}
