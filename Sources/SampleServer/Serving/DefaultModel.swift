import Foundation
import TrainingDatasets
import TrainingProvider

/// The model that the option `default_model_id` names: the service's own, made at each start.
enum DefaultModel {
  /// Learns the clips of an archive.
  ///
  /// - Parameters:
  ///   - archive: a dataset as users send it.
  ///   - directory: what for; replaced if it exists.
  static func train(on archive: URL, in directory: URL) throws -> ClipLibrary {
    let dataset = ClipDataset(reader: DatasetReader(archiveAt: archive.path))
    let pairs = try ClipPairs(of: dataset)
    try? FileManager.default.removeItem(at: directory)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try ClipLibrary.write(pairs, from: dataset, to: directory)
    return try ClipLibrary(in: directory)
  }
}
