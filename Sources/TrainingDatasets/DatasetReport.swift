public import TrainingManifest

/// The result of inspecting an archive.
public struct DatasetReport: Hashable, Sendable {
  /// The kind of the archive, determined from its content; `nil` if it isn't a known kind.
  public var kind: ArchiveKind?
  /// How many entries were read, including directories.
  public var entryCount: UInt64
  /// How many bytes of entries were decompressed. An entry that exceeds its limit counts only up to
  /// the point where reading it stopped.
  public var totalBytes: UInt64
  /// The violations in the order in which they were found, at most
  /// ``InspectionLimits/maxViolations``.
  public var violations: [DatasetViolation]
  /// How many further violations were found.
  public var omittedViolations: UInt64
  /// Whether the inspection ended before the end of the archive. There may be further violations
  /// then.
  ///
  /// If an archive is too large, has a kind that the service doesn't accept, or has too many
  /// entries, the inspection ends at once. After any other violation, it goes on for
  /// ``InspectionLimits/maxBytesAfterViolation`` and ``InspectionLimits/maxEntriesAfterViolation``.
  /// It also ends where the rest of a damaged archive can't be read.
  public var endedEarly: Bool

  /// Creates a report; without arguments, that of an archive without entries.
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
