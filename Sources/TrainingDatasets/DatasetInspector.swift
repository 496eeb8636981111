public import TrainingManifest

/// Holds an uploaded archive against a method's dataset requirements.
///
/// One pass, in memory that does not grow with the archive's data; nothing is written to disk. What is
/// wrong with the dataset is in the report, several violations if there are several; once one is known
/// the inspection soon ends, see ``DatasetReport/endedEarly``:
///
/// ```swift
/// let inspector = DatasetInspector(requirements: DatasetRequirements(method.options))
/// let report = try inspector.inspect(archiveAt: upload.path, named: upload.fileName)
/// guard report.isAccepted else { return refuse(report.violations) }
/// ```
public struct DatasetInspector: Sendable {
  private let requirements: DatasetRequirements
  private let limits: InspectionLimits

  public init(requirements: DatasetRequirements, limits: InspectionLimits = InspectionLimits()) {
    self.requirements = requirements
    self.limits = limits
  }

  /// Inspects a file; blocks the calling thread while it reads and decompresses, until the current
  /// task is cancelled.
  ///
  /// - Parameters:
  ///   - path: Where the uploaded file is.
  ///   - name: What the client calls the file. Only its extension is looked at; without one, the
  ///     content alone says what the archive is.
  /// - Returns: What was found; ``DatasetReport/isAccepted`` tells the outcome.
  /// - Throws: ``DatasetError`` if the file cannot be opened or read, `cancelled` if the task was
  ///   cancelled. A file that is no readable archive is a violation, `archive.unreadable`.
  public func inspect(
    archiveAt path: String, named name: String? = nil
  ) throws(DatasetError) -> DatasetReport {
    var inspection = Inspection(requirements: requirements, limits: limits)
    try inspection.run(on: ArchiveFile(path: path), named: name)
    return inspection.report
  }
}
