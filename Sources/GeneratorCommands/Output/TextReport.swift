/// Findings for people: each on a line in the form that compilers use, then the line of the proto
/// with a mark below the place, then the same for second places.
struct TextReport: CustomStringConvertible {
  private let findings: [Finding]
  private let lines: ShownLines

  /// - Parameter text: the text of a proto by its name in imports; `nil` if it isn't known.
  init(_ findings: [Finding], text: (String) -> [UInt8]?) {
    self.findings = findings
    lines = ShownLines(findings, text: text)
  }

  var description: String { blocks.joined() }

  /// The lines about each finding.
  var blocks: [String] {
    findings.map { finding in
      let notes = finding.notes.map {
        "\($0.place): note: \($0.message)\n\(lines.excerpt($0.place))"
      }
      return "\(finding)\n\(lines.excerpt(finding.place))\(notes.joined())"
    }
  }
}
