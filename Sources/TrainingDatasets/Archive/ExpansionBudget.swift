/// Counts decompressed bytes and ends the pass when there are too many.
struct ExpansionBudget {
  private(set) var spent: UInt64 = 0
  /// How many more bytes may be decompressed after the first violation.
  private var further: Allowance?
  private let archiveBytes: UInt64
  private let limits: InspectionLimits

  init(archiveBytes: Int64, limits: InspectionLimits) {
    self.archiveBytes = UInt64(max(0, archiveBytes))
    self.limits = limits
  }

  mutating func allowFurther(_ bytes: UInt64) {
    further = .further(bytes)
  }

  mutating func spend(_ bytes: Int) throws(ArchiveFailure) {
    spent += UInt64(bytes)
    guard spent <= limits.maxTotalBytes else { throw .archive(.totalBytes(limits.maxTotalBytes)) }
    let (allowed, overflow) = archiveBytes.multipliedReportingOverflow(by: limits.maxExpansionRatio)
    guard overflow || spent <= max(allowed, limits.expansionAllowance) else {
      throw .archive(.expansionRatio(limits.maxExpansionRatio))
    }
    try further?.spend(bytes)
  }
}
