public import TrainingManifest

/// What one pass over an archive found.
public struct DatasetReport: Hashable, Sendable {
  /// What the archive is by its content; `nil` if it is none of the known kinds.
  public var kind: ArchiveKind?
  /// How many entries were seen, directories counted.
  public var entryCount: UInt64
  /// How many bytes of entries were decompressed; entries over their limit count up to where reading
  /// them stopped.
  public var totalBytes: UInt64
  /// What is wrong, in the order it was found, at most ``InspectionLimits/maxViolations``.
  public var violations: [DatasetViolation]
  /// How many more violations there were.
  public var omittedViolations: UInt64

  public init(
    kind: ArchiveKind? = nil, entryCount: UInt64 = 0, totalBytes: UInt64 = 0,
    violations: [DatasetViolation] = [], omittedViolations: UInt64 = 0
  ) {
    self.kind = kind
    self.entryCount = entryCount
    self.totalBytes = totalBytes
    self.violations = violations
    self.omittedViolations = omittedViolations
  }

  /// Whether the dataset satisfies every requirement.
  public var isAccepted: Bool { violations.isEmpty && omittedViolations == 0 }
}
