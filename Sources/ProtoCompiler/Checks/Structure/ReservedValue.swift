/// A value of an enum has no number or name that is reserved.
enum ReservedValue: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, proto) in reporter.model.enums.enumerated()
    where !proto.reservedRanges.isEmpty || !proto.reservedNames.isEmpty {
      check(proto, index, &reporter)
    }
  }

  private static func check(_ proto: EnumModel, _ index: Int, _ reporter: inout Reporter) {
    let path = reporter.model.path(of: ElementID(.enumeration, index))
    let names = Set(proto.reservedNames)
    for index in proto.values.indices {
      let value = reporter.model.values[index]
      for (position, range) in proto.reservedRanges.enumerated()
      where range.start <= value.number && value.number <= range.end {
        reporter.report(
          "reserved-number", at: path + [4, Int32(position)], .number,
          "The number \(value.number) of \"\(value.name)\" is reserved: choose another.",
          notes: [reporter.note("the value is here", ElementID(.enumValue, index), .number)])
      }
      if names.contains(value.name) {
        reporter.report(
          "reserved-name", ElementID(.enumValue, index), .name,
          "The name \"\(value.name)\" is reserved: choose another.")
      }
    }
  }
}
