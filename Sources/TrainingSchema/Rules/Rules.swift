/// The list of rules, in the order in which a person would look for the problems.
public enum Rules {
  /// All rules.
  public static let all: [any Rule.Type] = [
    // Problems that prevent code from being generated.
    HashComment.self,
    TypeName.self,
    SwiftName.self,
    TrainingImport.self,
    ContractCopy.self,
    LimitOverflow.self,
    // Training methods.
    ModelNotCounted.self,
    OptionsWithoutModel.self,
    UserLimitWithoutModel.self,
    NoOptions.self,
    SeveralModelFields.self,
    // Names that the daemon confuses.
    ServiceShortName.self,
    MethodKey.self,
    // Files that the daemon can't read.
    DaemonEdition.self,
    DaemonKeyword.self,
    OptionNumber.self,
    TrainingSymbol.self,
    DaemonComment.self,
    DaemonSpelling.self,
    AggregateComment.self,
    // Declarations that other tools don't find.
    ModelFieldName.self,
    MethodPattern.self,
    SDKImport.self,
    FileName.self,
    FlatArchive.self,
    JSONNameEncoding.self,
    // Values of options.
    DefaultModelID.self,
    ZeroLimit.self,
    UnreachableLimit.self,
    ListFormat.self,
    ListDuplicate.self,
    UnknownArchiveKind.self,
    SDKArchiveKind.self,
    FileTypeName.self,
    // Comments that silence rules.
    IgnoreName.self,
  ]

  /// The descriptions of all rules.
  public static var summaries: [RuleSummary] { all.map { $0.summary } }

  /// Checks the files to generate from against every rule. The diagnostics are sorted by place, and
  /// each occurs only once, even if it concerns several methods.
  static func check(_ schema: Schema) -> [Diagnostic] {
    let options = schema.options
    let publication = Publication(
      of: schema.chosen, in: schema.published, sources: schema.sources, texts: schema.texts)
    var seen: Set<Diagnostic> = []
    // These rules are about names in generated Swift, so they don't matter if no Swift is generated.
    let aboutSwift: [any Rule.Type] = [TypeName.self, SwiftName.self, JSONNameEncoding.self]
    let rules = all.filter { rule in options.swift || !aboutSwift.contains { $0 == rule } }
    return schema.chosen.flatMap { file in
      rules.flatMap { rule in
        rule.check(file, in: publication).compactMap {
          options.diagnostic($0, of: rule.summary, in: schema.sources)
        }
      }
    }.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
      guard let first = left.element.location, let second = right.element.location,
        first != second
      else { return left.offset < right.offset }
      return first < second
    }.map(\.element)
  }
}

extension GeneratorOptions {
  /// Returns the diagnostic for a breach; `nil` if it is silenced.
  fileprivate func diagnostic(
    _ breach: Breach, of rule: RuleSummary, in sources: SourceInfos
  ) -> Diagnostic? {
    if rule.severity == .warning {
      let named = breach.place.comments(in: sources).flatMap(IgnoreComment.ruleIDs)
      guard warnings != .none, !ignoredRules.contains(rule.id), !named.contains(rule.id) else {
        return nil
      }
    }
    return Diagnostic(
      warnings == .error ? .error : rule.severity, ruleID: rule.id,
      at: breach.location(in: sources),
      breach.message)
  }
}
