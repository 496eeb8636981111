import TrainingManifest

/// One archive being held against the requirements.
struct Inspection {
  private let requirements: DatasetRequirements
  private let limits: InspectionLimits
  private let kindRule: ArchiveKindRule
  private let nameRule: NameRule
  private let typeRule = EntryTypeRule()
  private let fileTypeRule: FileTypeRule
  private var duplicateRule = DuplicateRule()

  private(set) var report = DatasetReport()
  private var fileCount: UInt64 = 0
  /// The entry being looked at, made printable; `nil` between entries.
  private var currentEntry: String?
  /// What reads the archive, once it is known to be of a welcome kind and size.
  private(set) var pass: (any ArchivePass)?
  /// How many entries may be looked at.
  private var entryLimit = UInt64.max

  init(requirements: DatasetRequirements, limits: InspectionLimits) {
    self.requirements = requirements
    self.limits = limits.restricted(to: requirements)
    kindRule = ArchiveKindRule(archiveKinds: requirements.archiveKinds)
    nameRule = NameRule(maxNameBytes: limits.maxNameBytes)
    fileTypeRule = FileTypeRule(fileTypes: requirements.fileTypes)
  }

  /// Reads the whole file, or as much as can and may be read.
  mutating func run(on file: ArchiveFile, named name: String?) throws(DatasetError) {
    do throws(ArchiveFailure) {
      checkSize(UInt64(file.size))
      let kind = try file.kind()
      report.kind = kind
      log(kindRule.findings(for: kind, named: name))
      // What is refused already is not decompressed.
      guard report.isAccepted else { throw .enough }
      let pass = try file.pass(as: kind, limits: limits)
      self.pass = pass
      while let header = try pass.next() { try inspect(header, in: pass) }
      // The Python SDK opens only zip, and has nothing against one without files.
      if fileCount == 0 && kind != .zip { log(.empty) }
    } catch {
      report.endedEarly = true
      try log(error)
    }
  }

  private mutating func inspect(
    _ header: ArchiveEntryHeader, in pass: any ArchivePass
  ) throws(ArchiveFailure) {
    try count(header)
    let name = header.name.map(EntryName.init)
    currentEntry = name?.printableText
    log(findings(for: header, named: name))
    if header.isReadable && !report.endedEarly { try inspectData(in: pass) }
    currentEntry = nil
  }

  private mutating func count(_ header: ArchiveEntryHeader) throws(ArchiveFailure) {
    guard report.entryCount < entryLimit else { throw .enough }
    report.entryCount += 1
    if header.type != .directory { fileCount += 1 }
    guard report.entryCount <= limits.maxEntries else {
      throw .archive(.tooManyEntries(limits.maxEntries))
    }
  }

  private mutating func inspectData(in pass: any ArchivePass) throws(ArchiveFailure) {
    do throws(ArchiveFailure) {
      try readData(in: pass)
    } catch .entry(let finding) {
      log(finding)
    } catch .enough where pass.passesOverForFree {
      // No more data, but names.
      report.endedEarly = true
    }
  }

  private mutating func findings(
    for header: ArchiveEntryHeader, named name: EntryName?
  ) -> [Finding] {
    guard let name else { return [NameRule.unreadable] + typeRule.findings(for: header) }
    return nameRule.findings(for: name) + typeRule.findings(for: header)
      + duplicateRule.findings(for: name, isDirectory: header.type == .directory)
      + (header.type == .regular ? fileTypeRule.findings(for: name) : [])
  }

  /// Counts the bytes that really come out, and stops at the first one too many; what an entry's
  /// header says is not asked.
  private mutating func readData(in pass: any ArchivePass) throws(ArchiveFailure) {
    var size: UInt64 = 0
    while true {
      let count = try pass.readChunk().count
      guard count > 0 else { return }
      size += UInt64(count)
      report.totalBytes += UInt64(count)
      if let limit = requirements.maxEntryBytes, size > limit {
        throw .entry(.entryTooLarge(limit))
      }
    }
  }
}

extension Inspection {
  private mutating func checkSize(_ size: UInt64) {
    if let limit = requirements.maxArchiveBytes, size > limit {
      log(.archiveTooLarge(size, limit: limit))
    }
  }

  private mutating func log(_ findings: [Finding]) {
    for finding in findings { log(finding) }
  }

  private mutating func log(_ finding: Finding) {
    if report.isAccepted { limitRest() }
    if report.violations.count < limits.maxViolations {
      report.violations.append(finding.violation(entry: currentEntry))
    } else {
      report.omittedViolations += 1
    }
  }

  /// The archive is refused: from here on it is only about what else there is to mend.
  private mutating func limitRest() {
    let (limit, overflow) = report.entryCount.addingReportingOverflow(
      limits.maxEntriesAfterViolation)
    entryLimit = overflow ? .max : limit
    pass?.allowFurther(limits.maxBytesAfterViolation)
  }

  /// A failure of the archive goes into the report, one of the machine to the caller.
  private mutating func log(_ failure: ArchiveFailure) throws(DatasetError) {
    switch failure {
    case .archive(let finding), .entry(let finding): log(finding)
    case .system(let error): throw error
    case .enough: break
    }
  }
}

extension InspectionLimits {
  /// The limits, with the service's own where that is lower.
  fileprivate func restricted(to requirements: DatasetRequirements) -> InspectionLimits {
    var limits = self
    limits.maxEntries = min(maxEntries, requirements.maxEntries ?? .max)
    return limits
  }
}
