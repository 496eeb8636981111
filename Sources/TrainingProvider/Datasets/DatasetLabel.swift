import Foundation

/// Makes a label from the file name that a client sends: its last path component, never a path.
enum DatasetLabel {
  /// The largest number of bytes of a label.
  static let maxLength = 255

  /// Returns the part after the last slash or backslash, without control characters. A name that is
  /// too long loses its beginning, so it keeps its extension. The result can be empty.
  static func make(_ fileName: String) -> String {
    let end = fileName.unicodeScalars.suffix(maxLength)
    let name = end.split { $0 == "/" || $0 == "\\" }.last ?? end.prefix(0)
    var scalars = name.filter { !CharacterSet.controlCharacters.contains($0) }
    while String(scalars).utf8.count > maxLength { scalars.removeFirst() }
    let label = String(scalars)
    return label == "." || label == ".." ? "" : label
  }
}
