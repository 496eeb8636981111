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
  /// How many more violations were found.
  public var omittedViolations: UInt64
  /// Whether the inspection ended before the archive did, so that there may be more violations than
  /// were found.
  ///
  /// An archive that is too large, of a kind the service does not take, or with too many entries is
  /// refused as soon as that shows; after any other violation an inspection goes on for
  /// ``InspectionLimits/maxBytesAfterViolation`` and ``InspectionLimits/maxEntriesAfterViolation``.
  /// It also ends where a damaged archive cannot be read on.
  public var endedEarly: Bool

  public init(
    kind: ArchiveKind? = nil, entryCount: UInt64 = 0, totalBytes: UInt64 = 0,
    violations: [DatasetViolation] = [], omittedViolations: UInt64 = 0, endedEarly: Bool = false
  ) {
    self.kind = kind
    self.entryCount = entryCount
    self.totalBytes = totalBytes
    self.violations = violations
    self.omittedViolations = omittedViolations
    self.endedEarly = endedEarly
  }

  /// Whether the dataset satisfies every requirement.
  public var isAccepted: Bool { violations.isEmpty && omittedViolations == 0 }
}
