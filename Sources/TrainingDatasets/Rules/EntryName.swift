/// An entry's name, decoded and split.
struct EntryName: Hashable {
  /// The name as text; see `init`.
  let text: String
  /// The name as it may be shown.
  var printableText: String { printable(text) }

  /// Reads UTF-8. Bytes that are none are read as CP437, one character a byte, as the zip
  /// specification (APPNOTE D.1) and Python's zipfile do; so no two names become one.
  init(_ bytes: [UInt8]) {
    text = String(validating: bytes, as: UTF8.self) ?? CodePage437.text(bytes)
  }

  /// The parts between slashes, without the ones that lead nowhere (`.` and none).
  var components: [Substring] {
    text.unicodeScalars.split(separator: "/").map(Substring.init).filter { $0 != "." }
  }

  /// The path below the archive's root: `./a//b` is `a/b`.
  var path: String { components.joined(separator: "/") }

  /// What is equal for names that some file system takes for the same one; Swift compares strings by
  /// canonical equivalence.
  var key: String { path.caseFolded }

  /// The text after the last dot of the last part; `nil` without a dot.
  var fileType: String? {
    guard let name = components.last, let dot = name.unicodeScalars.lastIndex(of: ".") else {
      return nil
    }
    return String(name.unicodeScalars[dot...].dropFirst())
  }
}
