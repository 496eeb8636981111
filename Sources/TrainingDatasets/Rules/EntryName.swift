/// The decoded name of an entry.
struct EntryName: Hashable {
  /// The name as text; see ``init(_:)``.
  let text: String
  /// The name in printable form.
  var printableText: String { printable(text) }

  /// Decodes a name as UTF-8 or, if the bytes aren't UTF-8, as CP437 with one character for each
  /// byte, as the zip specification (APPNOTE D.1) and Python's zipfile do. So different bytes
  /// always give different names.
  init(_ bytes: [UInt8]) {
    text = String(validating: bytes, as: UTF8.self) ?? CodePage437.text(bytes)
  }

  /// The parts between slashes, without empty ones and `.`.
  var components: [Substring] {
    text.unicodeScalars.split(separator: "/").map(Substring.init).filter { $0 != "." }
  }

  /// The path below the archive's root: `./a//b` becomes `a/b`.
  var path: String { components.joined(separator: "/") }

  /// A key that is equal for names that some file system considers the same. (Swift compares
  /// strings by canonical equivalence.)
  var key: String { path.caseFolded }

  /// The text after the last dot of the last component; `nil` without a dot.
  var fileType: String? {
    guard let name = components.last, let dot = name.unicodeScalars.lastIndex(of: ".") else {
      return nil
    }
    return String(name.unicodeScalars[dot...].dropFirst())
  }
}
