import Foundation
import ProtoCompiler

/// Problems in the form in which builds show them: `file:line:column: severity: message`, with the
/// absolute path of the file.
struct BuildReport {
  let protos: CompiledProtos

  /// The file to show for problems without a place, such as those of options.
  let settings: String?

  func text(_ findings: [Finding]) -> String {
    let lines = ShownLines(findings, text: protos.text)
    return findings.map { text($0, lines) }.joined()
  }

  private func text(_ finding: Finding, _ lines: ShownLines) -> String {
    let severity = finding.isError ? "error" : "warning"
    let place =
      finding.place.map { path($0, lines) } ?? settings.map { "\($0):1:1" }
      ?? protos.compilation.requested.first.flatMap(protos.path).map { "\($0):1:1" }
    let notes = finding.notes.map {
      "\(path($0.place, lines)): note: \($0.message)\n\(lines.excerpt($0.place))"
    }
    return "\(place.map { "\($0): " } ?? "")\(severity): \(finding.message) [\(finding.ruleID)]\n"
      + lines.excerpt(finding.place) + notes.joined()
  }

  /// Editors count characters, and a tab as one.
  private func path(_ place: Finding.Place, _ lines: ShownLines) -> String {
    let path = protos.path(of: place.file) ?? place.file
    guard let line = place.line, let column = lines.utf16Column(place) else {
      return "\(path):1:1"
    }
    return "\(path):\(line):\(column)"
  }
}
