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
  public internal(set) var directory: URL

  /// The total size of the directory's files in bytes.
  public let byteCount: UInt64

  /// Keeps the directory's path valid; `nil` until the artefacts are opened.
  var blob: LocalBlob?

  /// - Parameters:
  ///   - modelID: the model's identifier.
  ///   - version: identifies the training.
  ///   - directory: the directory.
  ///   - byteCount: the size of its files in bytes.
  init(modelID: String, version: String, directory: URL, byteCount: UInt64) {
    self.modelID = modelID
    self.version = version
    self.directory = directory
    self.byteCount = byteCount
  }

  /// The artefacts at a path that stays valid.
  func opened(_ blob: LocalBlob) -> ModelArtefacts {
    var artefacts = self
    artefacts.directory = blob.url
    artefacts.blob = blob
    return artefacts
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
