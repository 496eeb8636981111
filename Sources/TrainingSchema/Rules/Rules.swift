/// The rules, in the order in which a person would look for the faults.
public enum Rules {
  /// Every rule there is.
  public static let all: [any Rule.Type] = [
    // What no code can be generated for.
    TypeName.self,
    TrainingImport.self,
    LimitOverflow.self,
    // Which methods are training methods.
    ModelNotCounted.self,
    OptionsWithoutModel.self,
    UserLimitWithoutModel.self,
    NoOptions.self,
    SeveralModelFields.self,
    // What the daemon confuses.
    ServiceShortName.self,
    MethodKey.self,
    // What the other tools do not see.
    ModelFieldName.self,
    MethodPattern.self,
    FileName.self,
    FlatArchive.self,
    // The options' values.
    DefaultModelID.self,
    ZeroLimit.self,
    UnreachableLimit.self,
    ListFormat.self,
    ListDuplicate.self,
    UnknownArchiveKind.self,
    SDKArchiveKind.self,
    FileTypeName.self,
    // The comments that silence rules.
    IgnoreName.self,
  ]

  /// Every rule, by what there is to say about it.
  public static var summaries: [RuleSummary] { all.map { $0.summary } }

  /// Holds the files to generate from against every rule; the faults come in the order of their
  /// places, each once, however many methods it concerns.
  static func check(_ schema: Schema) -> [Diagnostic] {
    let options = schema.options
    let publication = Publication(
      of: schema.chosen, in: schema.published, sources: schema.sources)
    var seen: Set<Diagnostic> = []
    // What hides from Swift what it names does not matter where none is generated.
    let rules = all.filter { options.swift || $0 != TypeName.self }
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
  /// What to tell the user of a breach; `nil` when it is silenced.
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
      at: breach.place.location(in: sources),
      breach.message)
  }
}
