public import TrainingManifest

/// Checks an uploaded archive against a method's dataset requirements.
///
/// An inspection reads the archive once, in memory that doesn't grow with the archive's data, and
/// writes nothing to disk. The report lists the violations. After the first violation, the
/// inspection goes on only for a short while to find others; see ``DatasetReport/endedEarly``.
///
/// ```swift
/// let inspector = DatasetInspector(requirements: DatasetRequirements(method.options))
/// let report = try inspector.inspect(archiveAt: upload.path, named: upload.fileName)
/// guard report.isAccepted else { return refuse(report.violations) }
/// ```
public struct DatasetInspector: Sendable {
  private let requirements: DatasetRequirements
  private let limits: InspectionLimits

  /// Creates an inspector.
  ///
  /// - Parameters:
  ///   - requirements: What an archive has to satisfy.
  ///   - limits: What an archive may cost, whatever the requirements allow.
  public init(requirements: DatasetRequirements, limits: InspectionLimits = InspectionLimits()) {
    self.requirements = requirements
    self.limits = limits
  }

  /// Inspects a file. Blocks the calling thread while it reads and decompresses. Stops if the
  /// current task is cancelled.
  ///
  /// - Parameters:
  ///   - path: The path of the uploaded file.
  ///   - name: The name that the client gave the file. Only its extension is checked against the
  ///     content. `nil` skips this check.
  /// - Returns: The report. ``DatasetReport/isAccepted`` says whether the dataset is good.
  /// - Throws: ``DatasetError`` if the file cannot be opened or read, `cancelled` if the task was
  ///   cancelled. A file that isn't a readable archive doesn't cause an error, but the violation
  ///   `archive.unreadable`.
  public func inspect(
    archiveAt path: String, named name: String? = nil
  ) throws(DatasetError) -> DatasetReport {
    var inspection = Inspection(requirements: requirements, limits: limits)
    try inspection.run(on: ArchiveFile(path: path), named: name)
    return inspection.report
  }

  /// Checks a file's name before the file arrives.
  ///
  /// - Parameter name: The name that the client gives the file.
  /// - Returns: The violation if every archive of that name would be refused, for example
  ///   `data.rar`; `nil` if the content decides.
  public func violation(ofName name: String) -> DatasetViolation? {
    ArchiveKindRule(archiveKinds: requirements.archiveKinds).finding(forName: name)?
      .violation(entry: nil)
  }
}
