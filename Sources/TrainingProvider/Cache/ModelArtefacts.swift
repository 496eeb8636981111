public import Foundation

/// The results of a model's last training, from which a ``ModelCache`` loads the model.
///
/// The path of the directory stays valid for as long as this value exists, or until the directory is
/// removed.
public struct ModelArtefacts: Sendable {
  /// The model's identifier.
  public let modelID: String

  /// Identifies the training. It changes with each training of the model and with nothing else.
  public let version: String

  /// The directory that the trainer filled. It is removed when the model is trained again or
  /// deleted.
  public var directory: URL { blob.url }

  /// The total size of the directory's files in bytes.
  public let byteCount: UInt64

  /// Keeps the directory's path valid.
  let blob: LocalBlob

  /// - Parameter blob: the directory.
  init(modelID: String, version: String, blob: LocalBlob, byteCount: UInt64) {
    self.modelID = modelID
    self.version = version
    self.blob = blob
    self.byteCount = byteCount
  }
}

extension ModelArtefacts: Hashable {
  public static func == (one: ModelArtefacts, other: ModelArtefacts) -> Bool {
    one.modelID == other.modelID && one.version == other.version
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(modelID)
    hasher.combine(version)
  }
}
