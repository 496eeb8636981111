public import Foundation

/// A blob that can be read by a local path.
///
/// The path stays valid until this object is deallocated or the blob is deleted, so keep the object while
/// you use the path.
public final class LocalBlob: Sendable {
  /// The file of a dataset, or the folder with artefacts.
  public let url: URL

  private let release: @Sendable () -> Void

  /// Creates a handle to a blob.
  ///
  /// - Parameters:
  ///   - url: the file or folder.
  ///   - release: is called once the path is no longer needed, on any thread. It must not block.
  public init(_ url: URL, release: @escaping @Sendable () -> Void = {}) {
    self.url = url
    self.release = release
  }

  deinit {
    release()
  }
}
