/// What an entry must be to be handed to a trainer, whatever the service requires.
struct ReadableEntryRule {
  private let nameRule: NameRule
  private let typeRule = EntryTypeRule()

  init(limits: InspectionLimits) {
    nameRule = NameRule(maxNameBytes: limits.maxNameBytes)
  }

  /// The entry's name, if name and type are harmless.
  func name(of header: ArchiveEntryHeader) throws(DatasetError) -> EntryName {
    guard let name = header.name.map(EntryName.init) else {
      throw DatasetError(.entry(NameRule.unreadable))
    }
    if let finding = (nameRule.findings(for: name) + typeRule.findings(for: header)).first {
      throw DatasetError(.entry(finding), entry: name.text)
    }
    return name
  }
}
