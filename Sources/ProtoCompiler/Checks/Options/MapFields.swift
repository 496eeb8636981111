internal import SwiftProtobuf

/// Maps have keys and values that maps may have, and their entries aren't used otherwise.
enum MapFields: Check {
  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.fields.indices {
      let resolved = reporter.resolved(index)
      guard resolved.isMessage, let entry = resolved.target else { continue }
      if resolved.isMap {
        checkMap(index, entry, &reporter)
      } else if reporter.pool.message(entry).isMapEntry, resolved.type == .group {
        reporter.report(
          "map", ElementID(.field, index), .type,
          "A group can't have the type of a map's entries: write map<KeyType, ValueType>.")
      }
    }
  }

  private static func checkMap(_ index: Int, _ entry: SymbolID, _ reporter: inout Reporter) {
    let field = reporter.model.fields[index]
    let message = reporter.pool.message(entry)
    let container = reporter.resolved(index).container
    let isOwn =
      field.isRepeated && message.name == MapEntry.name(of: field.name)
      && container?.element.index == message.parent && container?.file == entry.file
    if !isOwn {
      reporter.report(
        "map", ElementID(.field, index), .type,
        "\"\(message.fullName)\" is the type of a map's entries, which no other field can have.")
    }
    checkEntry(index, entry, &reporter)
  }

  private static func checkEntry(_ index: Int, _ entry: SymbolID, _ reporter: inout Reporter) {
    let pool = reporter.pool
    let fields = pool.fields(of: entry)
    guard fields.count == 2, isMember(fields[0], 1, "key", pool),
      isMember(fields[1], 2, "value", pool), hasOnlyFields(pool.message(entry))
    else {
      return reporter.report(
        "map", ElementID(.field, index), .type,
        "Only maps have the option map_entry: write map<KeyType, ValueType>.")
    }
    switch pool.resolution(fields[0]).type {
    case .enum:
      reporter.report(
        "map", ElementID(.field, index), .type,
        "An enum can't be the key of a map: use an integer or a string.")
    case .float, .double, .message, .group, .bytes:
      reporter.report(
        "map", ElementID(.field, index), .type,
        "The key of a map is an integer, a bool or a string.")
    default: break
    }
    let value = pool.resolution(fields[1])
    if value.type == .enum, let type = value.target, pool.values(of: type).first?.number != 0 {
      reporter.report(
        "map", ElementID(.field, index), .type,
        "An enum that is the value of a map begins with the number 0.",
        notes: [reporter.note("the enum is declared here", type)])
    }
  }

  private static func isMember(
    _ field: SymbolID, _ number: Int32, _ name: String, _ pool: Pool
  ) -> Bool {
    let model = pool.field(field)
    return model.label == .optional && model.number == number && model.name == name
  }

  private static func hasOnlyFields(_ message: MessageModel) -> Bool {
    message.ranges.isEmpty && message.members.messages.isEmpty && message.members.enums.isEmpty
      && message.members.extensions.isEmpty
  }
}
