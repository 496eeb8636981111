/// The rules for a model's identifier.
///
/// Identifiers travel in headers, so they are printable ASCII, and they are stored as keys, so
/// they are bounded.
public enum ModelIdentifier {
  /// The largest number of characters.
  public static let maxLength = 128

  /// Whether `id` is 1 to ``maxLength`` printable ASCII characters without blanks.
  public static func isWellFormed(_ id: String) -> Bool {
    let bytes = id.utf8
    return (1...maxLength).contains(bytes.count) && bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
