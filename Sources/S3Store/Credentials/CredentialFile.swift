/// A file with credentials in the format of AWS's tools: sections with names and values. What it can't
/// read, it ignores.
struct CredentialFile {
  private var sections: [String: [String: String]] = [:]

  init(_ text: String) {
    var section = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = Self.trimmed(line)
      if line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = Self.trimmed(line.dropFirst().dropLast())
      } else if let equals = line.firstIndex(of: "=") {
        let name = Self.trimmed(line[..<equals]).lowercased()
        sections[section, default: [:]][name] = Self.trimmed(line[line.index(after: equals)...])
      }
    }
  }

  /// The values of a section, by their names in lower case.
  func values(of section: String) -> [String: String] { sections[section] ?? [:] }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
