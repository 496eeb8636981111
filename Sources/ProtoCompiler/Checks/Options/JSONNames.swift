internal import SwiftProtobuf

/// The names that the fields of a message have in JSON differ.
enum JSONNames: Check {
  private struct Name {
    let text: String
    let isCustom: Bool
    let field: Int

    var kind: String { isCustom ? "custom" : "default" }
  }

  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.messages.indices {
      let options = reporter.options(
        reporter.model.messages[index].options, as: Google_Protobuf_MessageOptions.self)
      guard options?.deprecatedLegacyJsonFieldConflicts != true else { continue }
      check(index, usesCustom: false, &reporter)
      check(index, usesCustom: true, &reporter)
    }
  }

  private static func check(_ message: Int, usesCustom: Bool, _ reporter: inout Reporter) {
    var names: [String: Name] = [:]
    let fields = reporter.model.messages[message].fields.indices
    if usesCustom && !fields.contains(where: { reporter.model.fields[$0].jsonName != nil }) {
      return
    }
    for index in fields {
      let name = name(of: index, usesCustom: usesCustom, reporter.model)
      if name.isCustom, name.text.hasPrefix("["), name.text.hasSuffix("]") {
        reportBrackets(name, &reporter)
        continue
      }
      guard let first = names[name.text] else {
        names[name.text] = name
        continue
      }
      if usesCustom && !name.isCustom && !first.isCustom { continue }
      report(name, first, message, &reporter)
    }
  }

  private static func name(of index: Int, usesCustom: Bool, _ model: FileModel) -> Name {
    let field = model.fields[index]
    let standard = JSONName.of(field.name)
    if usesCustom, let custom = field.jsonName, custom != standard {
      return Name(text: custom, isCustom: true, field: index)
    }
    return Name(text: standard, isCustom: false, field: index)
  }

  private static func reportBrackets(_ name: Name, _ reporter: inout Reporter) {
    reporter.report(
      "json-name", ElementID(.field, name.field), .name,
      "A name in JSON can't be in brackets, as \"\(name.text)\" is: names of extensions are.")
  }

  private static func report(
    _ name: Name, _ first: Name, _ message: Int, _ reporter: inout Reporter
  ) {
    let format = reporter.pool.features(reporter.symbol(.message, message)).jsonFormat
    let isLegacy = format == .legacyBestEffort && !(name.isCustom && first.isCustom)
    let fields = reporter.model.fields
    reporter.report(
      "json-name", ElementID(.field, name.field), .name,
      "In JSON \"\(fields[name.field].name)\" has the \(name.kind) name \"\(name.text)\", as "
        + "\"\(fields[first.field].name)\" has: rename one, or give one another json_name.",
      severity: isLegacy ? .warning : .error,
      notes: [reporter.note("the other field is here", ElementID(.field, first.field))])
  }
}
