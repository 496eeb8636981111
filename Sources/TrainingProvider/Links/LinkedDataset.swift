/// The dataset that a link leads to, as far as it is known before it is fetched.
public struct LinkedDataset: Hashable, Sendable {
  /// The link.
  public var link: String

  /// The size in bytes that the server states, or `nil` if it states none.
  public var byteCount: UInt64?

  /// The name of the file that the link leads to after all redirects, or `nil` if it isn't known.
  public var fileName: String?

  /// Creates a description of what a link leads to.
  public init(link: String, byteCount: UInt64? = nil, fileName: String? = nil) {
    self.link = link
    self.byteCount = byteCount
    self.fileName = fileName
  }
}
