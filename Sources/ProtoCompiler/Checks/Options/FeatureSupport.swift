internal import SwiftProtobuf

/// What a declaration says about the editions that know it makes sense.
enum FeatureSupport: Check {
  private typealias Support = Google_Protobuf_FieldOptions.FeatureSupport

  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.fields.indices { checkField(index, &reporter) }
    for (index, value) in reporter.model.values.enumerated() {
      let options = reporter.options(value.options, as: Google_Protobuf_EnumValueOptions.self)
      guard let options, options.hasFeatureSupport else { continue }
      let element = ElementID(.enumValue, index)
      if let problem = problem(options.featureSupport, reporter.model.fullName(of: element)) {
        reporter.report("feature-support", element, .name, problem)
      }
    }
  }

  private static func checkField(_ index: Int, _ reporter: inout Reporter) {
    guard let options = reporter.fieldOptions(index), options.hasFeatureSupport else { return }
    let element = ElementID(.field, index)
    let name = reporter.model.fullName(of: element)
    let own = options.featureSupport
    let found = problem(own, name) ?? problemOfValues(own, index, name, reporter)
    if let found { reporter.report("feature-support", element, .name, found) }
  }

  private static func problem(_ support: Support, _ name: String) -> String? {
    let introduced = support.editionIntroduced.rawValue
    if support.hasEditionDeprecated {
      if support.editionDeprecated.rawValue < introduced {
        return "\"\(name)\" is deprecated before it is introduced: change one of the editions."
      }
      if !support.hasDeprecationWarning {
        return "\"\(name)\" is deprecated: add a deprecation_warning."
      }
    } else if support.hasDeprecationWarning {
      return "\"\(name)\" has a deprecation_warning: add edition_deprecated."
    }
    return problemOfRemoval(support, name)
  }

  private static func problemOfRemoval(_ support: Support, _ name: String) -> String? {
    let introduced = support.editionIntroduced.rawValue
    guard support.hasEditionRemoved else {
      return support.hasRemovalError
        ? "\"\(name)\" has a removal_error: add edition_removed." : nil
    }
    let removed = support.editionRemoved.rawValue
    if support.editionDeprecated.rawValue >= removed {
      return "\"\(name)\" is deprecated after it is removed: change one of the editions."
    }
    if removed < introduced {
      return "\"\(name)\" is removed before it is introduced: change one of the editions."
    }
    if introduced != removed, !support.hasRemovalError {
      return "\"\(name)\" has been removed: add a removal_error."
    }
    return nil
  }

  /// A value of an enum isn't known longer than the field.
  private static func problemOfValues(
    _ parent: Support, _ index: Int, _ name: String, _ reporter: Reporter
  ) -> String? {
    let resolved = reporter.resolved(index)
    guard resolved.type == .enum, let type = resolved.target else { return nil }
    for value in reporter.pool.values(of: type) where value.options >= 0 {
      guard let (valueName, own) = reporter.pool.support(ofValue: value.number, in: type) else {
        continue
      }
      let support = merge(own, into: parent)
      if let problem = problem(support, valueName) { return problem }
      if support.editionIntroduced.rawValue < parent.editionIntroduced.rawValue {
        return
          "The value \"\(valueName)\" is introduced before \"\(name)\": change one of the editions."
      }
      if parent.hasEditionRemoved,
        support.editionRemoved.rawValue > parent.editionRemoved.rawValue
      {
        return
          "The value \"\(valueName)\" is removed after \"\(name)\": change one of the editions."
      }
      if parent.hasEditionDeprecated,
        support.editionDeprecated.rawValue > parent.editionDeprecated.rawValue
      {
        return
          "The value \"\(valueName)\" is deprecated after \"\(name)\": change one of the editions."
      }
    }
    return nil
  }

  private static func merge(_ own: Support, into parent: Support) -> Support {
    var merged = parent
    if own.hasEditionIntroduced { merged.editionIntroduced = own.editionIntroduced }
    if own.hasEditionDeprecated { merged.editionDeprecated = own.editionDeprecated }
    if own.hasDeprecationWarning { merged.deprecationWarning = own.deprecationWarning }
    if own.hasEditionRemoved { merged.editionRemoved = own.editionRemoved }
    if own.hasRemovalError { merged.removalError = own.removalError }
    return merged
  }
}
