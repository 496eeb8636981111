/// The text of a file. Copies share the bytes.
public struct SourceText: Sendable {
  /// The file's name as an import statement writes it.
  public let name: String

  /// The file's content.
  public let bytes: [UInt8]

  /// Creates a text.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
