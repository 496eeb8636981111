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
    var used: Set<Int64> = []
    for value in values {
      let number = reporter.model.values[value].number
      if let first = seen[number] {
        if used.isEmpty { used = numbers(of: values, in: reporter.model) }
        report(value, first, used, &reporter)
      } else {
        seen[number] = value
      }
    }
  }

  private static func numbers(of values: Range<Int>, in model: FileModel) -> Set<Int64> {
    Set(values.map { Int64(model.values[$0].number) })
  }

  private static func report(
    _ index: Int, _ first: Int, _ used: Set<Int64>, _ reporter: inout Reporter
  ) {
    let model = reporter.model
    var next = Int64(model.values[index].number) + 1
    while used.contains(next) { next += 1 }
    let hint = next < Int32.max ? " The next free number is \(next)." : ""
    reporter.report(
      "enum-alias", ElementID(.enumValue, index), .number,
      "\"\(model.values[index].name)\" has the same number as \"\(model.values[first].name)\". If that "
        + "is meant, add \"option allow_alias = true;\" to the enum.\(hint)",
      notes: [reporter.note("the number is used here first", ElementID(.enumValue, first), .number)]
    )
  }
}
