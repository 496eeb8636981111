/// A name is reserved once.
enum RepeatedReservation: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, message) in reporter.model.messages.enumerated() {
      for name in repeated(message.reservedNames) {
        reporter.report(
          "repeated-reservation", ElementID(.message, index), .name,
          "Field name \"\(name)\" is reserved multiple times.")
      }
    }
    for (index, proto) in reporter.model.enums.enumerated() {
      for name in repeated(proto.reservedNames) {
        reporter.report(
          "repeated-reservation", ElementID(.enumeration, index), .name,
          "Enum value \"\(name)\" is reserved multiple times.")
      }
    }
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.count < 2 ? [] : names.filter { !seen.insert($0).inserted }
  }
}
