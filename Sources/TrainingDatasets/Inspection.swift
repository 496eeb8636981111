import TrainingManifest

/// The inspection of one archive.
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
  /// The name of the current entry, in printable form; `nil` between entries.
  private var currentEntry: String?
  /// The pass over the archive, once its kind and size are known to be acceptable.
  private(set) var pass: (any ArchivePass)?
  /// How many entries may be inspected.
  private var entryLimit = UInt64.max

  init(requirements: DatasetRequirements, limits: InspectionLimits) {
    self.requirements = requirements
    self.limits = limits.restricted(to: requirements)
    kindRule = ArchiveKindRule(archiveKinds: requirements.archiveKinds)
    nameRule = NameRule(maxNameBytes: limits.maxNameBytes)
    fileTypeRule = FileTypeRule(fileTypes: requirements.fileTypes)
  }

  /// Inspects the file to its end, or until an error or a limit ends the inspection.
  mutating func run(on file: ArchiveFile, named name: String?) throws(DatasetError) {
    do throws(ArchiveFailure) {
      checkSize(UInt64(file.size))
      let kind = try file.kind()
      report.kind = kind
      log(kindRule.findings(for: kind, named: name))
      // An archive that is already refused isn't decompressed.
      guard report.isAccepted else { throw .stoppedEarly }
      let pass = try file.pass(as: kind, limits: limits)
      self.pass = pass
      while let header = try pass.next() { try inspect(header, in: pass) }
      // The Python SDK, which only opens zip, accepts a zip without files.
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
    guard report.entryCount < entryLimit else { throw .stoppedEarly }
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
    } catch .stoppedEarly where pass.skipsWithoutDecompressing {
      // Go on with the names of the other entries, without their data.
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

  /// Decompresses the entry's data and stops when it exceeds the limit. The size in the entry's
  /// header isn't trusted.
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

  /// Limits the rest of the inspection after the first violation. It only has to find further
  /// violations.
  private mutating func limitRest() {
    let (limit, overflow) = report.entryCount.addingReportingOverflow(
      limits.maxEntriesAfterViolation)
    entryLimit = overflow ? .max : limit
    pass?.allowFurther(limits.maxBytesAfterViolation)
  }

  /// Adds a failure of the archive to the report, and throws a failure of the system.
  private mutating func log(_ failure: ArchiveFailure) throws(DatasetError) {
    switch failure {
    case .archive(let finding), .entry(let finding): log(finding)
    case .system(let error): throw error
    case .stoppedEarly: break
    }
  }
}

extension InspectionLimits {
  /// The limits, lowered to those of the service where these are lower.
  fileprivate func restricted(to requirements: DatasetRequirements) -> InspectionLimits {
    var limits = self
    limits.maxEntries = min(maxEntries, requirements.maxEntries ?? .max)
    return limits
  }
}
