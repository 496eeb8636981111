public import Foundation

/// The results of a model's last training, from which a ``ModelCache`` loads the model.
public struct ModelArtefacts: Hashable, Sendable {
  /// The model's identifier.
  public let modelID: String

  /// Identifies the training. It changes with each training of the model and with nothing else.
  public let version: String

  /// The directory that the trainer filled. It is removed when the model is trained again or
  /// deleted.
  public let directory: URL

  /// The total size of the directory's files in bytes.
  public let byteCount: UInt64
}
