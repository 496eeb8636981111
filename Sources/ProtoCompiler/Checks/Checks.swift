/// All rules, by the stage at which they are checked.
///
/// A file that breaks a rule of one stage isn't looked at in later stages, as with protoc.
enum Checks {
  /// What can be checked as soon as it is known what names stand for.
  static let ofStructure: [any Check.Type] = [
    NestingDepth.self, NameLengths.self, FieldNumbers.self, DuplicateNumber.self,
    RepeatedReservation.self, OverlappingRanges.self, ReservedField.self, ReservedValue.self,
    ExtensionRangeNumbers.self, EmptyEnum.self, EmptyOneof.self, FieldCount.self,
    DefaultValues.self, RequiredExtension.self, SharedExtensionNumber.self,
  ]

  /// What needs options and features.
  static let afterLinking: [any Check.Type] = [
    LiteImports.self, Proto3Rules.self, JSONNames.self,
    ExtensionDeclarations.self, DeclaredExtensions.self, FeatureSupport.self, FieldFeatures.self,
    FileFeatureRules.self, FieldOptionRules.self, MessageSets.self, LiteExtensions.self,
    MapFields.self, JSTypes.self, EnumNames.self, EnumJSONStrings.self, OpenEnums.self,
    EnumAliases.self, LiteServices.self,
  ]

  /// What needs the features of imported files only, and is checked even if names or options in the
  /// file have errors.
  static let ofImportedNames: [any Check.Type] = [SymbolVisibility.self]

  /// What is checked if a file is valid otherwise.
  static let ofValidFiles: [any Check.Type] = [
    NamingStyle.self, ProtoLimits.self, StrictVisibility.self, OptionLifetimes.self,
    UnusedImports.self,
  ]

  /// What is checked in files that were asked for, but not in imported ones.
  static let ofRequestedFiles: [any Check.Type] = [
    LibraryNumbers.self, OptionTargets.self, EditionSupport.self, GenericServices.self,
    RedactedOptions.self,
  ]

  /// Returns the problems that checks find in a file.
  static func run(_ checks: [any Check.Type], _ pool: Pool, file: Int) -> [Diagnostic] {
    var reporter = Reporter(pool, file: file)
    for check in checks { check.check(&reporter) }
    return reporter.diagnostics
  }
}
