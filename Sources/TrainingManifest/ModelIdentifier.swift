/// The rules for a model's identifier.
///
/// Identifiers travel in headers, so they are printable ASCII, and they are stored as keys, so
/// they are bounded.
public enum ModelIdentifier {
  /// The largest number of characters.
  public static let maxLength = 128

  /// Whether `id` is 1 to ``maxLength`` printable ASCII characters without blanks.
  public static func isWellFormed(_ id: String) -> Bool {
    guard (1...maxLength).contains(id.utf8.count) else { return false }
    // A buffer's bytes are checked many at a time, those of a view one by one.
    return id.utf8.withContiguousStorageIfAvailable(areWellFormed) ?? areWellFormed(id.utf8)
  }

  private static func areWellFormed(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.reduce(true) { all, byte in all && (0x21...0x7E).contains(byte) }
  }
}
