internal import SwiftProtobuf

/// The names of an enum's values differ without the enum's name before them, and regardless of case.
enum EnumNames: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, proto) in reporter.model.enums.enumerated() { check(proto, index, &reporter) }
  }

  private static func check(_ proto: EnumModel, _ index: Int, _ reporter: inout Reporter) {
    let prefix = EnumValueName.letters(of: proto.name)
    var seen: [String: Int] = [:]
    for value in proto.values.indices {
      let model = reporter.model.values[value]
      let name = EnumValueName.pascalCase(EnumValueName.removing(prefix, from: model.name))
      guard let first = seen[name] else {
        seen[name] = value
        continue
      }
      let other = reporter.model.values[first]
      guard other.name != model.name, other.number != model.number else { continue }
      report(value, first, proto, &reporter)
    }
  }

  private static func report(
    _ index: Int, _ first: Int, _ proto: EnumModel, _ reporter: inout Reporter
  ) {
    let options = reporter.options(proto.options, as: Google_Protobuf_EnumOptions.self)
    let isLegacy =
      options?.deprecatedLegacyJsonFieldConflicts == true && reporter.model.edition == .proto2
    let values = reporter.model.values
    reporter.report(
      "enum-name", ElementID(.enumValue, index), .name,
      "\"\(values[index].name)\" and \"\(values[first].name)\" are the same name once case and the enum's "
        + "name before them are ignored, as in the code of many languages: rename one.",
      severity: isLegacy ? .warning : .error,
      notes: [reporter.note("the other value is here", ElementID(.enumValue, first))])
  }
}
