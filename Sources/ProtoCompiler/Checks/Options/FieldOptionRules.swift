internal import SwiftProtobuf

/// The options `ctype`, `lazy`, `packed` and `json_name` fit their field.
enum FieldOptionRules: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, field) in reporter.model.fields.enumerated() {
      if let options = reporter.fieldOptions(index) {
        for message in problems(options, index, reporter) {
          reporter.report("field-option", ElementID(.field, index), .type, message)
        }
      }
      if field.jsonName != nil { checkJSONName(index, &reporter) }
    }
  }

  private static func problems(
    _ options: Google_Protobuf_FieldOptions, _ index: Int, _ reporter: Reporter
  ) -> [String] {
    let field = reporter.model.fields[index]
    let type = reporter.resolved(index).type
    var problems: [String] = []
    if reporter.model.edition.rawValue >= 1001, options.hasCtype {
      problems.append(
        "ctype option is not allowed under edition 2024 and beyond. Use the feature string_type = "
          + "VIEW|CORD|STRING|... instead.")
    }
    if options.lazy || options.unverifiedLazy {
      let isGroup = reporter.pool.isGroup(reporter.symbol(.field, index))
      if type != .message || isGroup {
        problems.append("[lazy = true] can only be specified for submessage fields.")
      }
      if options.unverifiedLazy, field.isExtension {
        problems.append("Extensions cannot be marked as unverified_lazy.")
      }
    }
    if options.packed, !(field.isRepeated && type.isPackable) {
      problems.append("[packed = true] can only be specified for repeated primitive fields.")
    }
    return problems
  }

  private static func checkJSONName(_ index: Int, _ reporter: inout Reporter) {
    let field = reporter.model.fields[index]
    guard let name = field.jsonName else { return }
    if field.isExtension, name != JSONName.of(field.name) {
      reporter.report(
        "json-name", ElementID(.field, index), .optionName,
        "option json_name is not allowed on extension fields.")
    }
    if name.utf8.contains(0) {
      reporter.report(
        "json-name", ElementID(.field, index), .optionName,
        "json_name cannot have embedded null characters.")
    }
  }
}
