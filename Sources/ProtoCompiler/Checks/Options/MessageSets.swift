internal import SwiftProtobuf

/// A message with the option `message_set_wire_format` has no fields, and its extensions are
/// optional messages.
enum MessageSets: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, field) in reporter.model.fields.enumerated() {
      let resolved = reporter.resolved(index)
      guard let container = resolved.container, reporter.pool.isMessageSet(container) else {
        continue
      }
      guard field.isExtension else {
        reporter.report(
          "message-set", ElementID(.field, index), .name,
          "A message with message_set_wire_format has no fields: declare an extension.")
        continue
      }
      let symbol = reporter.symbol(.field, index)
      if reporter.pool.isRequired(symbol) || field.isRepeated || resolved.type != .message
        || reporter.pool.isGroup(symbol)
      {
        reporter.report(
          "message-set", ElementID(.field, index), .type,
          "An extension of a message with message_set_wire_format is an optional message.")
      }
    }
  }
}
