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
          "proto3 has no extension ranges: use proto2 or an edition, or a field of the type Any.")
      }
      if reporter.pool.isMessageSet(reporter.symbol(.message, index)) {
        reporter.report(
          "proto3", ElementID(.message, index), .name,
          "proto3 has no message sets: remove message_set_wire_format.")
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
        "In proto3 only options can be extended, for example google.protobuf.FieldOptions.")
    }
    if field.label == .required {
      reporter.report(
        "proto3", element, .type, "proto3 has no required fields: remove \"required\".")
    }
    if field.defaultValue != nil {
      reporter.report(
        "proto3", element, .defaultValue, "proto3 has no default values: remove this one.")
    }
    if resolved.type == .group {
      reporter.report("proto3", element, .type, "proto3 has no groups: use a nested message.")
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
      "The enum \"\(reporter.pool.fullName(type))\" is closed, so a message of proto3 such as "
        + "\"\(reporter.pool.message(container).fullName)\" can't use it: declare the enum in a file with "
        + "proto3 or an edition.",
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
