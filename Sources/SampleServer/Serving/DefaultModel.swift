import Foundation
import SpeechRecognition
import TrainingDatasets
import TrainingProvider

/// The service's own model, which the option `default_model_id` names. It is created at each start.
enum DefaultModel {
  /// Creates the model from the clips of an archive.
  ///
  /// - Parameters:
  ///   - archive: a dataset in the same form as those of users.
  ///   - directory: the directory for the model, which is replaced if it exists.
  static func train(on archive: URL, in directory: URL) throws -> Recogniser {
    var trainer = try ClipPairs(
      of: ClipDataset(reader: DatasetReader(archiveAt: archive.path))
    ).trainer
    try trainer.train()
    try? FileManager.default.removeItem(at: directory)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try trainer.write(to: ClipRecogniser.file(in: directory))
    return try ClipRecogniser.open(in: directory)
  }
}
