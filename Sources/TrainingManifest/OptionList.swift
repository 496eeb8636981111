/// The lists in the options `dataset_files_type` and `dataset_type`: items separated by commas.
public enum OptionList {
  /// Splits a list into its items, without surrounding blanks. An empty text has no items.
  public static func items(_ text: String) -> [String] {
    guard !text.allSatisfy(\.isWhitespace) else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
  }

  /// Normalises an item: in lower case, without a leading dot.
  public static func normalised(_ item: String) -> String {
    String(item.drop { $0 == "." }).lowercased()
  }

  /// Normalises an archive kind. A known kind becomes the raw value of its ``ArchiveKind``.
  public static func normalisedKind(_ item: String) -> String {
    ArchiveKind(name: item)?.rawValue ?? normalised(item)
  }

  private static func trimmed(_ text: Substring) -> String {
    let head = text.drop(while: \.isWhitespace)
    let blanks = head.reversed().prefix(while: \.isWhitespace).count
    return String(head.dropLast(blanks))
  }
}
