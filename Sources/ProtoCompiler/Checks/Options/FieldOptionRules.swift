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
        "Edition 2024 has no option ctype: use the feature (pb.cpp).string_type.")
    }
    if options.lazy || options.unverifiedLazy {
      let isGroup = reporter.pool.isGroup(reporter.symbol(.field, index))
      if type != .message || isGroup {
        problems.append("Only fields with a message have the option lazy: remove it.")
      }
      if options.unverifiedLazy, field.isExtension {
        problems.append("Extensions don't have the option unverified_lazy: remove it.")
      }
    }
    if options.packed, !(field.isRepeated && type.isPackable) {
      problems.append("Only repeated numbers, bools and enums can be packed: remove the option.")
    }
    return problems
  }

  private static func checkJSONName(_ index: Int, _ reporter: inout Reporter) {
    let field = reporter.model.fields[index]
    guard let name = field.jsonName else { return }
    if field.isExtension, name != JSONName.of(field.name) {
      reporter.report(
        "json-name", ElementID(.field, index), .optionName,
        "Extensions don't have the option json_name: remove it.")
    }
    if name.utf8.contains(0) {
      reporter.report(
        "json-name", ElementID(.field, index), .optionName,
        "A name in JSON can't contain a null character.")
    }
  }
}
