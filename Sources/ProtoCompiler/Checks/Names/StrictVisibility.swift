internal import SwiftProtobuf

/// Where the default visibility is STRICT, nested messages and enums aren't exported.
///
/// An enum may be, in a local message that has nothing else.
enum StrictVisibility: Check {
  static func check(_ reporter: inout Reporter) {
    guard reporter.pool.features[reporter.file].file.symbolVisibility == .strict else { return }
    for (index, message) in reporter.model.messages.enumerated()
    where message.parent >= 0 && message.visibility == .visibilityExport {
      reporter.report(
        "strict-visibility", ElementID(.message, index), .name,
        "\"\(message.name)\" is inside a message, so it can't be exported with the default visibility "
          + "STRICT: move it to the top level, or remove \"export\".")
    }
    for (index, proto) in reporter.model.enums.enumerated()
    where proto.parent >= 0 && proto.visibility == .visibilityExport
      && !isNamespace(reporter.model.messages[Int(proto.parent)])
    {
      reporter.report(
        "strict-visibility", ElementID(.enumeration, index), .name,
        "\"\(proto.name)\" is inside a message, so it can't be exported with the default visibility "
          + "STRICT: move it to the top level, or into a local message that has nothing but enums and "
          + "\"reserved 1 to max;\".")
    }
  }

  private static func isNamespace(_ message: MessageModel) -> Bool {
    message.parent < 0 && message.visibility != .visibilityExport
      && message.reservedRanges.count == 1 && message.reservedRanges[0].start == 1
      && message.reservedRanges[0].end == FieldNumber.maximum + 1
  }
}
