/// The lists in the options `dataset_files_type` and `dataset_type`: items separated by commas.
public enum OptionList {
  /// The items as they are written, without the blanks around them; an empty text has none.
  public static func items(_ text: String) -> [String] {
    guard !text.allSatisfy(\.isWhitespace) else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
  }

  /// An item in the one way of writing it: in lower case, without a leading dot.
  public static func normalised(_ item: String) -> String {
    String(item.drop { $0 == "." }).lowercased()
  }

  /// An archive kind by the name that ``ArchiveKind`` has for it, if it is a known one.
  public static func normalisedKind(_ item: String) -> String {
    ArchiveKind(name: item)?.rawValue ?? normalised(item)
  }

  private static func trimmed(_ text: Substring) -> String {
    let head = text.drop(while: \.isWhitespace)
    let blanks = head.reversed().prefix(while: \.isWhitespace).count
    return String(head.dropLast(blanks))
  }
}
