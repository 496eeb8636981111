import Foundation
import TrainingDatasets
import TrainingProvider

/// The service's own model, which the option `default_model_id` names. It is created at each start.
enum DefaultModel {
  /// Creates the model from the clips of an archive.
  ///
  /// - Parameters:
  ///   - archive: a dataset in the same form as those of users.
  ///   - directory: the directory for the model, which is replaced if it exists.
  static func train(on archive: URL, in directory: URL) throws -> ClipLibrary {
    let dataset = ClipDataset(reader: DatasetReader(archiveAt: archive.path))
    let pairs = try ClipPairs(of: dataset)
    try? FileManager.default.removeItem(at: directory)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try ClipLibrary.write(pairs, from: dataset, to: directory)
    return try ClipLibrary(in: directory)
  }
}
