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
        "Editions have no \"required\": use the feature field_presence = LEGACY_REQUIRED.")
    }
    if field.declaredType == .group {
      problems.append(
        "Editions have no groups: use the feature message_encoding = DELIMITED.")
    }
    if reporter.fieldOptions(index)?.hasPacked == true {
      problems.append(
        "Editions have no option packed: use the feature repeated_field_encoding.")
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
        problems.append(
          "A field with implicit presence has no default value: remove it, or make presence explicit."
        )
      }
      let resolved = reporter.resolved(index)
      if resolved.type == .enum, let type = resolved.target, pool.isClosed(type) {
        problems.append(
          "A field with implicit presence can't have a closed enum: make the enum open, or presence "
            + "explicit.")
      }
    }
    if field.isExtension, pool.isRequired(symbol) {
      problems.append("An extension can't be required: remove LEGACY_REQUIRED.")
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
      problems.append("The feature repeated_field_encoding is for repeated fields: remove it.")
    }
    if resolved.type != .string, features.hasUtf8Validation, !isStringMap(resolved, reporter) {
      problems.append("The feature utf8_validation is for strings: remove it.")
    }
    if !isPackable, features.repeatedFieldEncoding == .packed {
      problems.append("Only repeated numbers, bools and enums can be PACKED: remove the feature.")
    }
    if features.hasMessageEncoding, !resolved.isMessage || resolved.isMap {
      problems.append("The feature message_encoding is for messages: remove it.")
    }
    return problems
  }

  private static func problem(
    _ presence: Google_Protobuf_FeatureSet.FieldPresence, _ field: FieldModel,
    _ resolved: Resolution.Field
  ) -> String? {
    if field.oneof >= 0 {
      return "A field of a oneof always has presence: remove the feature field_presence."
    }
    if field.isRepeated {
      return "A repeated field has no presence: remove the feature field_presence."
    }
    if field.isExtension, presence != .legacyRequired {
      return "An extension always has presence: remove the feature field_presence."
    }
    if resolved.isMessage, presence == .implicit, !field.isExtension {
      return "A message always has explicit presence: remove the feature field_presence."
    }
    return nil
  }

  private static func isStringMap(_ resolved: Resolution.Field, _ reporter: Reporter) -> Bool {
    guard resolved.isMap, let entry = resolved.target else { return false }
    return reporter.pool.fields(of: entry)
      .contains { reporter.pool.resolution($0).type == .string }
  }
}
