/// A name is reserved once.
enum RepeatedReservation: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, message) in reporter.model.messages.enumerated() {
      for name in repeated(message.reservedNames) {
        reporter.report(
          "repeated-reservation", ElementID(.message, index), .name,
          "The name \"\(name)\" is reserved twice: remove one of the two.")
      }
    }
    for (index, proto) in reporter.model.enums.enumerated() {
      for name in repeated(proto.reservedNames) {
        reporter.report(
          "repeated-reservation", ElementID(.enumeration, index), .name,
          "The name \"\(name)\" is reserved twice: remove one of the two.")
      }
    }
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.count < 2 ? [] : names.filter { !seen.insert($0).inserted }
  }
}
