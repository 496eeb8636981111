internal import SwiftProtobuf

/// The strings that values have in JSON by the option `(pb.enumvalue.json)` differ.
enum EnumJSONStrings: Check {
  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.enums.indices {
      let values = reporter.model.enums[index].values.indices
      guard values.contains(where: { custom($0, reporter) != nil }) else { continue }
      checkAliases(index, &reporter)
      checkConflicts(values, &reporter)
      for value in values { checkText(value, &reporter) }
    }
  }

  /// The string that a value's option gives; `nil` if there is no such option.
  private static func custom(_ value: Int, _ reporter: Reporter) -> String? {
    let options = reporter.options(
      reporter.model.values[value].options, as: Google_Protobuf_EnumValueOptions.self)
    guard let options, let fields = WireFields(options.unknownFields.data) else { return nil }
    let json = fields.fields.filter { $0.number == 998 && $0.type == .lengthDelimited }
    guard !json.isEmpty else { return nil }
    let string = WireFields(json.flatMap(\.content))?.fields.last { $0.number == 1 }
    return string.map { String(decoding: $0.content, as: UTF8.self) } ?? ""
  }

  private static func checkAliases(_ index: Int, _ reporter: inout Reporter) {
    let proto = reporter.model.enums[index]
    let options = reporter.options(proto.options, as: Google_Protobuf_EnumOptions.self)
    guard options?.allowAlias == true else { return }
    var first: [Int32: Int] = [:]
    for value in proto.values.indices {
      let number = reporter.model.values[value].number
      guard let primary = first[number] else {
        first[number] = value
        continue
      }
      let (own, other) = (custom(value, reporter), custom(primary, reporter))
      guard own != other else { continue }
      reporter.report(
        "enum-json", ElementID(.enumValue, value), .optionValue,
        "Values with the same number have the same string in JSON, but "
          + "\"\(reporter.model.values[value].name)\" has \(quoted(own)) and "
          + "\"\(reporter.model.values[primary].name)\" has \(quoted(other)).")
    }
  }

  private static func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "unset" }

  private static func checkConflicts(_ values: Range<Int>, _ reporter: inout Reporter) {
    var seen: [String: Int] = [:]
    for value in values {
      let model = reporter.model.values[value]
      for (name, kind) in [(model.name, "default"), (custom(value, reporter), "custom")] {
        guard let name else { continue }
        guard let first = seen[name] else {
          seen[name] = value
          continue
        }
        let other = reporter.model.values[first]
        guard first != value, other.number != model.number else { continue }
        reporter.report(
          "enum-json", ElementID(.enumValue, value), .optionValue,
          "The \(kind) string \"\(name)\" in JSON is also that of \"\(other.name)\".")
      }
    }
  }

  private static func checkText(_ value: Int, _ reporter: inout Reporter) {
    guard let text = custom(value, reporter) else { return }
    if text.utf8.contains(0) {
      reporter.report(
        "enum-json", ElementID(.enumValue, value), .optionValue,
        "A string in JSON can't contain a null character.")
    }
    let number = reporter.model.values[value].number
    if let parsed = Int32(text.trimmingBlanks), parsed != number {
      reporter.report(
        "enum-json", ElementID(.enumValue, value), .optionValue,
        "The string \"\(text)\" in JSON looks like a number, but the value's number is \(number).")
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: Substring {
    drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed().reduce(into: "") {
      $0.append($1)
    }
  }
}
