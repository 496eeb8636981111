/// Findings for people: each on a line in the form that compilers use, then the line of the proto
/// with a mark below the place, then the same for second places.
struct TextReport: CustomStringConvertible {
  let findings: [Finding]

  /// The lines of a file by its name in imports; `nil` if its text isn't known.
  let lines: (String) -> SourceLines?

  var description: String { blocks.joined() }

  /// The lines about each finding.
  var blocks: [String] {
    findings.map { finding in
      let notes = finding.notes.map { "\($0.place): note: \($0.message)\n\(excerpt($0.place))" }
      return "\(finding)\n\(excerpt(finding.place))\(notes.joined())"
    }
  }

  private func excerpt(_ place: Finding.Place?) -> String {
    guard let place, let line = place.line, let column = place.column else { return "" }
    return lines(place.file)?.excerpt(line: line, column: column) ?? ""
  }
}
