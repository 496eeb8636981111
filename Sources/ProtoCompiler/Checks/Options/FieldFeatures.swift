internal import SwiftProtobuf

/// The features and options of a field fit its kind, in files with an edition.
enum FieldFeatures: Check {
  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.isLegacy else { return }
    for index in reporter.model.fields.indices {
      for message in problems(of: index, reporter) {
        reporter.report("field-feature", ElementID(.field, index), .name, message)
      }
    }
  }

  private static func problems(of index: Int, _ reporter: Reporter) -> [String] {
    let field = reporter.model.fields[index]
    var problems: [String] = []
    if field.label == .required {
      problems.append(
        "Required label is not allowed under editions. Use the feature field_presence = "
          + "LEGACY_REQUIRED to control this behavior.")
    }
    if field.declaredType == .group {
      problems.append(
        "Group types are not allowed under editions. Use the feature message_encoding = DELIMITED "
          + "to control this behavior.")
    }
    if reporter.fieldOptions(index)?.hasPacked == true {
      problems.append(
        "Field option packed is not allowed under editions. Use the repeated_field_encoding feature "
          + "to control this behavior.")
    }
    problems += problemsOfPresence(index, reporter)
    if field.parent >= 0, !field.isExtension, reporter.isMapEntry(field.parent) { return problems }
    if let features = reporter.fieldOptions(index).flatMap({ $0.hasFeatures ? $0.features : nil }) {
      problems += problemsOfOwn(features, index, reporter)
    }
    return problems
  }

  /// Problems with features that may come from the elements around the field.
  private static func problemsOfPresence(_ index: Int, _ reporter: Reporter) -> [String] {
    let field = reporter.model.fields[index]
    let symbol = reporter.symbol(.field, index)
    let pool = reporter.pool
    var problems: [String] = []
    if !field.isRepeated, !pool.hasPresence(symbol) {
      if field.defaultValue != nil {
        problems.append("Implicit presence fields can't specify defaults.")
      }
      let resolved = reporter.resolved(index)
      if resolved.type == .enum, let type = resolved.target, pool.isClosed(type) {
        problems.append("Implicit presence enum fields must always be open.")
      }
    }
    if field.isExtension, pool.isRequired(symbol) {
      problems.append("Extensions can't be required.")
    }
    return problems
  }

  /// Problems with features that the field sets itself.
  private static func problemsOfOwn(
    _ features: Google_Protobuf_FeatureSet, _ index: Int, _ reporter: Reporter
  ) -> [String] {
    let field = reporter.model.fields[index]
    let resolved = reporter.resolved(index)
    let isPackable = field.isRepeated && resolved.type.isPackable
    var problems: [String] = []
    if features.hasFieldPresence, let problem = problem(features.fieldPresence, field, resolved) {
      problems.append(problem)
    }
    if !field.isRepeated, features.hasRepeatedFieldEncoding {
      problems.append("Only repeated fields can specify repeated field encoding.")
    }
    if resolved.type != .string, features.hasUtf8Validation, !isStringMap(resolved, reporter) {
      problems.append("Only string fields can specify utf8 validation.")
    }
    if !isPackable, features.repeatedFieldEncoding == .packed {
      problems.append("Only repeated primitive fields can specify PACKED repeated field encoding.")
    }
    if features.hasMessageEncoding, !resolved.isMessage || resolved.isMap {
      problems.append("Only message fields can specify message encoding.")
    }
    return problems
  }

  private static func problem(
    _ presence: Google_Protobuf_FeatureSet.FieldPresence, _ field: FieldModel,
    _ resolved: Resolution.Field
  ) -> String? {
    if field.oneof >= 0 { return "Oneof fields can't specify field presence." }
    if field.isRepeated { return "Repeated fields can't specify field presence." }
    if field.isExtension, presence != .legacyRequired {
      return "Extensions can't specify field presence."
    }
    if resolved.isMessage, presence == .implicit, !field.isExtension {
      return "Message fields can't specify implicit presence."
    }
    return nil
  }

  private static func isStringMap(_ resolved: Resolution.Field, _ reporter: Reporter) -> Bool {
    guard resolved.isMap, let entry = resolved.target else { return false }
    return reporter.pool.fields(of: entry)
      .contains { reporter.pool.resolution($0).type == .string }
  }
}
