internal import SwiftProtobuf

/// What proto3 doesn't allow: extension ranges, groups, required fields, default values, and others.
enum Proto3Rules: Check {
  static func check(_ reporter: inout Reporter) {
    guard reporter.model.edition == .proto3 else { return }
    for index in reporter.model.fields.indices { checkField(index, &reporter) }
    for (index, message) in reporter.model.messages.enumerated() {
      if !message.ranges.isEmpty {
        reporter.report(
          "proto3", ElementID(.extensionRange, message.ranges.lowerBound), .number,
          "Extension ranges are not allowed in proto3.")
      }
      if reporter.pool.isMessageSet(reporter.symbol(.message, index)) {
        reporter.report(
          "proto3", ElementID(.message, index), .name, "MessageSet is not supported in proto3.")
      }
    }
  }

  private static func checkField(_ index: Int, _ reporter: inout Reporter) {
    let field = reporter.model.fields[index]
    let resolved = reporter.resolved(index)
    let element = ElementID(.field, index)
    if field.isExtension, !isCustomOption(resolved, reporter.pool) {
      reporter.report(
        "proto3", element, .extendee,
        "Extensions in proto3 are only allowed for defining options.")
    }
    if field.label == .required {
      reporter.report("proto3", element, .type, "Required fields are not allowed in proto3.")
    }
    if field.defaultValue != nil {
      reporter.report(
        "proto3", element, .defaultValue, "Explicit default values are not allowed in proto3.")
    }
    if resolved.type == .group {
      reporter.report("proto3", element, .type, "Groups are not supported in proto3 syntax.")
    }
    checkEnum(resolved, element, &reporter)
  }

  private static func checkEnum(
    _ resolved: Resolution.Field, _ element: ElementID, _ reporter: inout Reporter
  ) {
    guard resolved.type == .enum, let type = resolved.target, reporter.pool.isClosed(type),
      let container = resolved.container
    else { return }
    reporter.report(
      "proto3", element, .type,
      "Enum type \"\(reporter.pool.fullName(type))\" is not an open enum, but is used in "
        + "\"\(reporter.pool.message(container).fullName)\" which is a proto3 message type.",
      notes: [reporter.note("the enum is declared here", type)])
  }

  private static func isCustomOption(_ field: Resolution.Field, _ pool: Pool) -> Bool {
    field.container.map { customOptions.contains(String(pool.message($0).fullName)) } ?? false
  }

  /// The messages that proto3 may extend.
  private static let customOptions: Set<String> = Set(
    [
      "FileOptions", "MessageOptions", "FieldOptions", "EnumOptions", "EnumValueOptions",
      "ServiceOptions", "MethodOptions", "OneofOptions", "ExtensionRangeOptions",
    ].flatMap { ["google.protobuf.\($0)", "proto2.\($0)"] })
}
