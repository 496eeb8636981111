/// An enum has a value, because the first value is the default.
enum EmptyEnum: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, proto) in reporter.model.enums.enumerated() where proto.values.isEmpty {
      reporter.report(
        "empty-enum", ElementID(.enumeration, index), .name,
        "An enum needs a value: add one, such as UNKNOWN = 0.")
    }
  }
}
