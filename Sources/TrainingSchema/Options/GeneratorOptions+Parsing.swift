extension GeneratorOptions {
  /// Reads the parameter that `protoc` passes: `Name=value`, separated by commas.
  ///
  /// - Returns: the options, and one diagnostic for each part that is none.
  public static func parse(_ parameter: String) -> (GeneratorOptions, [Diagnostic]) {
    var options = GeneratorOptions()
    let faults = parameter.split(separator: ",").compactMap { part in
      options.set(part)
    }
    return (options, faults + options.contradictions)
  }

  private mutating func set(_ part: Substring) -> Diagnostic? {
    let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = Self.trimmed(pair[0])
    let value = pair.count > 1 ? Self.trimmed(pair[1]) : ""
    guard let definition = OptionDefinition.all.first(where: { $0.name == name }) else {
      let known = OptionDefinition.all.map(\.name).joined(separator: ", ")
      return Diagnostic(
        .error, ruleID: "unknown-option", at: nil,
        "there is no option \"\(name)\"; the options are \(known)")
    }
    return definition.set(value, &self).map { fault in
      guard !definition.values.isEmpty else {
        return Diagnostic(
          .error, ruleID: "option-value", at: nil, "the option \(name) is refused: \(fault)")
      }
      let values = definition.values.joined(separator: ", ")
      return Diagnostic(
        .error, ruleID: "option-value", at: nil,
        "the option \(name) takes \(values), not \"\(value)\": \(fault)")
    }
  }

  /// Options that exclude each other.
  private var contradictions: [Diagnostic] {
    var remedies: [String] = []
    if implementationOnlyImports && visibility != .internal {
      remedies.append("what it imports cannot be \(visibility.modifier): say Visibility=Internal")
    }
    if implementationOnlyImports && useAccessLevelOnImports {
      remedies.append("imports have either this or an access level: leave one out")
    }
    return remedies.map { remedy in
      Diagnostic(
        .error, ruleID: "option-value", at: nil, "the option ImplementationOnlyImports: \(remedy)")
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let tail = text.drop { $0 == " " }
    return String(tail.prefix(tail.count - tail.reversed().prefix { $0 == " " }.count))
  }
}
