import TrainingDatasets
import TrainingManifest

/// Returns the report for a file.
func inspect(
  _ file: TemporaryFile, for requirements: DatasetRequirements = DatasetRequirements(),
  named name: String? = nil, limits: InspectionLimits = InspectionLimits()
) throws -> DatasetReport {
  try DatasetInspector(requirements: requirements, limits: limits)
    .inspect(archiveAt: file.path, named: name)
}

extension DatasetReport {
  /// The broken rules with their entries, such as `entry.encrypted(a.txt)`.
  var brokenRules: [String] {
    violations.map { $0.ruleID + ($0.entry.map { "(\($0))" } ?? "") }
  }
}
