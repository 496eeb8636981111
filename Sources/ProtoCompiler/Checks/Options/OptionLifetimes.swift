internal import SwiftProtobuf

/// Options are only used in editions that know them.
enum OptionLifetimes: Check {
  static func check(_ reporter: inout Reporter) {
    let options = reporter.pool.options[reporter.file]
    for index in options.restricted.sorted() {
      let element = reporter.model.options[index].element
      OptionWalk(reporter.pool).visit(options.messages[index], of: element.kind) {
        name, _, support in
        if let support { check(name, support, element, &reporter) }
      }
    }
  }

  private static func check(
    _ name: String, _ support: Google_Protobuf_FieldOptions.FeatureSupport, _ element: ElementID,
    _ reporter: inout Reporter
  ) {
    let edition = reporter.model.edition
    if edition.rawValue < support.editionIntroduced.rawValue {
      reporter.report(
        "option-lifetime", element, .name,
        "\(name) wasn't introduced until edition \(support.editionIntroduced.spelling) and can't be "
          + "used in edition \(edition.spelling)")
    }
    if support.hasEditionRemoved, edition.rawValue >= support.editionRemoved.rawValue {
      let reason = support.hasRemovalError ? ": \(support.removalError)" : ""
      reporter.report(
        "option-lifetime", element, .name,
        "\(name) has been removed in edition \(support.editionRemoved.spelling)\(reason)")
    } else if support.hasEditionDeprecated, edition.rawValue >= support.editionDeprecated.rawValue,
      reporter.pool.requested.contains(reporter.file)
    {
      reporter.report(
        "option-lifetime", element, .name,
        "\(name) has been deprecated in edition \(support.editionDeprecated.spelling): "
          + support.deprecationWarning, severity: .warning)
    }
  }
}
