import Foundation

/// Makes a label of what a client calls its file: the last part of it, never a path.
enum DatasetLabel {
  /// The largest number of bytes of a label.
  static let maxLength = 255

  /// Returns what comes after the last slash or backslash, without control characters. Of a name
  /// that is too long the end remains, with the extension. Empty if nothing remains.
  static func make(_ fileName: String) -> String {
    let end = fileName.unicodeScalars.suffix(maxLength)
    let name = end.split { $0 == "/" || $0 == "\\" }.last ?? end.prefix(0)
    var scalars = name.filter { !CharacterSet.controlCharacters.contains($0) }
    while String(scalars).utf8.count > maxLength { scalars.removeFirst() }
    let label = String(scalars)
    return label == "." || label == ".." ? "" : label
  }
}
