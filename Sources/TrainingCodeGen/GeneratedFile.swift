/// A file to be written beside the others.
public struct GeneratedFile: Hashable, Sendable {
  /// The path, relative to the output folder.
  public let name: String

  /// The whole text.
  public let content: String
}
