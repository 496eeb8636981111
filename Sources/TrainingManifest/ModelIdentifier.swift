/// The rules for a model's identifier.
///
/// Identifiers are sent in headers, so they must be printable ASCII. They are stored as keys, so
/// their length is limited.
public enum ModelIdentifier {
  /// The largest number of characters.
  public static let maxLength = 128

  /// Whether `id` is 1 to ``maxLength`` printable ASCII characters without blanks.
  public static func isWellFormed(_ id: String) -> Bool {
    guard (1...maxLength).contains(id.utf8.count) else { return false }
    // Checking a contiguous buffer is much faster than iterating over a view.
    return id.utf8.withContiguousStorageIfAvailable(areWellFormed) ?? areWellFormed(id.utf8)
  }

  private static func areWellFormed(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.reduce(true) { all, byte in all && (0x21...0x7E).contains(byte) }
  }
}
