internal import SwiftProtobuf

/// A default value fits its field.
///
/// The parser checks the values of numbers and strings; this rule checks those of fields whose type
/// is only known once names are resolved.
enum DefaultValues: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, field) in reporter.model.fields.enumerated() {
      guard let value = field.defaultValue else { continue }
      let element = ElementID(.field, index)
      if field.isRepeated {
        reporter.report(
          "default-value", element, .defaultValue,
          "A repeated field has no default value: remove it.")
      }
      let resolved = reporter.pool.resolutions[reporter.file].fields[index]
      switch resolved.type {
      case .message, .group:
        reporter.report(
          "default-value", element, .defaultValue, "A message has no default value: remove it.")
      case .enum: checkEnum(value, element, resolved.target, &reporter)
      case .bool where value != "true" && value != "false":
        reporter.report(
          "default-value", element, .defaultValue, "The default value of a bool is true or false.")
      default: break
      }
    }
  }

  private static func checkEnum(
    _ value: String, _ element: ElementID, _ type: SymbolID?, _ reporter: inout Reporter
  ) {
    guard let type, type.kind == .enumeration else { return }
    guard Identifier.isValid(value) else {
      return reporter.report(
        "default-value", element, .defaultValue,
        "The default value of an enum is the name of one of its values.")
    }
    guard reporter.pool.value(named: value, of: type) == nil else { return }
    let names = reporter.pool.values(of: type).map(\.name)
    let meant = reporter.isFull ? nil : Suggestion.nearest(to: value, in: names)
    let hint = meant.map { " Did you mean \($0)?" } ?? ""
    reporter.report(
      "default-value", element, .defaultValue,
      "The enum \"\(reporter.pool.fullName(type))\" has no value \"\(value)\".\(hint)",
      notes: [reporter.note("the enum is declared here", type)])
  }
}
