/// The conditions for passing an entry to a trainer, independent of the service's requirements.
struct ReadableEntryRule {
  private let nameRule: NameRule
  private let typeRule = EntryTypeRule()

  init(limits: InspectionLimits) {
    nameRule = NameRule(maxNameBytes: limits.maxNameBytes)
  }

  /// Returns the entry's name if its name and type are harmless, and throws otherwise.
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
