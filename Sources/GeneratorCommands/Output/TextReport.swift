/// Findings for people: each on a line in the form that compilers use, then the line of the proto
/// with a mark below the place, then the same for second places.
///
/// Places have the paths of files on disk, so that editors and terminals can go there.
struct TextReport: CustomStringConvertible {
  private let findings: [Finding]
  private let lines: ShownLines
  private let paths: [String: String]

  /// - Parameters:
  ///   - text: the text of a proto by its name in imports; `nil` if it isn't known.
  ///   - paths: the paths of files on disk by their names in imports.
  init(
    _ findings: [Finding], text: (String) -> [UInt8]?, paths: [String: String] = [:]
  ) {
    self.findings = findings
    self.paths = paths
    lines = ShownLines(findings, text: text)
  }

  var description: String { blocks.joined() }

  /// The lines about each finding.
  var blocks: [String] {
    findings.map { finding in
      let notes = finding.notes.map {
        "\(onDisk($0.place)): note: \($0.message)\n\(lines.excerpt($0.place))"
      }
      let shown = Finding(
        ruleID: finding.ruleID, isError: finding.isError, place: finding.place.map(onDisk),
        message: finding.message)
      return "\(shown)\n\(lines.excerpt(finding.place))\(notes.joined())"
    }
  }

  private func onDisk(_ place: Finding.Place) -> Finding.Place {
    Finding.Place(file: paths[place.file] ?? place.file, line: place.line, column: place.column)
  }
}
