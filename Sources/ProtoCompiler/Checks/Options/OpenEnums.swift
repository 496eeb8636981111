/// The first value of an open enum is 0.
enum OpenEnums: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, proto) in reporter.model.enums.enumerated() {
      guard !proto.values.isEmpty,
        reporter.model.values[proto.values.indices.lowerBound].number != 0,
        !reporter.pool.isClosed(reporter.symbol(.enumeration, index))
      else { continue }
      reporter.report(
        "open-enum", ElementID(.enumValue, proto.values.lowerBound), .number,
        "The first value of an open enum has the number 0.")
    }
  }
}
