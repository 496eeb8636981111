import NIOPosix
import TrainingDatasets
import TrainingManifest

extension Subject {
  /// Checks that the good dataset is good, so that a provider isn't blamed for refusing it.
  ///
  /// - Parameter path: the dataset's file.
  /// - Throws: ``SubjectError`` if it violates the method's options.
  package func requireGoodDataset(at path: String) async throws {
    let inspector = DatasetInspector(requirements: method.dataset)
    let report = try await NIOThreadPool.singleton.runIfActive { [good] in
      try inspector.inspect(archiveAt: path, named: good.name)
    }
    guard let violation = report.violations.first else { return }
    throw SubjectError(
      "\(path) isn't a good dataset for \(method.fullName): \(violation). See dataset-check")
  }
}
