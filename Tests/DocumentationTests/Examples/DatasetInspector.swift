import TrainingDatasets
import TrainingManifest

enum DatasetInspectorComment {
  struct Upload {
    let path: String
    let fileName: String
  }

  static func check(
    _ upload: Upload, for method: TrainingMethod, _ refuse: ([DatasetViolation]) -> Void
  ) throws {
    // EXAMPLE
  }
}
