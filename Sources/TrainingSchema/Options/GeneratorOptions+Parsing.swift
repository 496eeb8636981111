extension GeneratorOptions {
  /// Parses the parameter that `protoc` passes: pairs `Name=value`, separated by commas.
  ///
  /// - Returns: the options, and one diagnostic for each part that isn't a valid option.
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
        "there is no option \"\(name)\"; use one of \(known)")
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

  /// The diagnostics for options that exclude each other.
  private var contradictions: [Diagnostic] {
    var remedies: [String] = []
    if implementationOnlyImports && visibility != .internal {
      remedies.append("it requires Visibility=Internal, not \(visibility.rawValue)")
    }
    if implementationOnlyImports && useAccessLevelOnImports {
      remedies.append("it cannot be combined with UseAccessLevelOnImports; remove one of them")
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
