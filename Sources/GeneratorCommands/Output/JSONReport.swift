import Foundation

/// Findings as JSON: an object with an array `findings`.
struct JSONReport: Encodable {
  private struct Entry: Encodable {
    let rule: String
    let severity: String
    let message: String
    let file: String?
    let path: String?
    let line: Int?
    let column: Int?
    let notes: [Note]
  }

  private struct Note: Encodable {
    let message: String
    let file: String
    let path: String?
    let line: Int?
    let column: Int?
  }

  private let findings: [Entry]

  /// - Parameter paths: the path of a file on disk by its name in imports; `nil` if it isn't known.
  init(_ findings: [Finding], paths: (String) -> String?) {
    self.findings = findings.map { finding in
      Entry(
        rule: finding.ruleID, severity: finding.isError ? "error" : "warning",
        message: finding.message, file: finding.place?.file,
        path: finding.place.flatMap { paths($0.file) }, line: finding.place?.line,
        column: finding.place?.column,
        notes: finding.notes.map { note in
          Note(
            message: note.message, file: note.place.file, path: paths(note.place.file),
            line: note.place.line, column: note.place.column)
        })
    }
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
