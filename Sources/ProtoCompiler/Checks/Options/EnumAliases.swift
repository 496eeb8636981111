internal import SwiftProtobuf

/// The values of an enum have different numbers, unless the enum has the option `allow_alias`.
enum EnumAliases: Check {
  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.enums.indices {
      let options = reporter.options(
        reporter.model.enums[index].options, as: Google_Protobuf_EnumOptions.self)
      if options?.allowAlias != true { check(index, &reporter) }
    }
  }

  private static func check(_ index: Int, _ reporter: inout Reporter) {
    let values = reporter.model.enums[index].values.indices
    var seen: [Int32: Int] = [:]
    var free: [Int64: Int64] = [:]
    for value in values {
      let number = reporter.model.values[value].number
      if let first = seen[number] {
        if free.isEmpty { free = freeNumbers(values, in: reporter.model) }
        report(value, first, free[Int64(number)], &reporter)
      } else {
        seen[number] = value
      }
    }
  }

  /// For each number of an enum, the next greater one that is free.
  private static func freeNumbers(
    _ values: Range<Int>, in model: FileModel
  ) -> [Int64: Int64] {
    var free: [Int64: Int64] = [:]
    for number in values.map({ Int64(model.values[$0].number) }).sorted(by: >) {
      free[number] = free[number + 1] ?? number + 1
    }
    return free
  }

  private static func report(
    _ index: Int, _ first: Int, _ next: Int64?, _ reporter: inout Reporter
  ) {
    let model = reporter.model
    let hint =
      next.flatMap { $0 <= Int32.max ? " The next free number is \($0)." : nil } ?? ""
    reporter.report(
      "enum-alias", ElementID(.enumValue, index), .number,
      "\"\(model.values[index].name)\" has the same number as \"\(model.values[first].name)\". If that "
        + "is meant, add \"option allow_alias = true;\" to the enum.\(hint)",
      notes: [reporter.note("the number is used here first", ElementID(.enumValue, first), .number)]
    )
  }
}
