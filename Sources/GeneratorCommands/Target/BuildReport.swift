import Foundation
import ProtoCompiler

/// Problems in the form in which builds show them: `file:line:column: severity: message`, with the
/// absolute path of the file.
struct BuildReport {
  let protos: CompiledProtos

  /// The file to show for problems without a place, such as those of options.
  let settings: String?

  func text(_ findings: [Finding]) -> String { findings.map(text).joined() }

  private func text(_ finding: Finding) -> String {
    let severity = finding.isError ? "error" : "warning"
    let place =
      finding.place.map(path) ?? settings.map { "\($0):1:1" }
      ?? protos.compilation.requested.first.flatMap(protos.path).map { "\($0):1:1" }
    let notes = finding.notes.map { "\(path($0.place)): note: \($0.message)\n\(excerpt($0.place))" }
    return "\(place.map { "\($0): " } ?? "")\(severity): \(finding.message) [\(finding.ruleID)]\n"
      + excerpt(finding.place) + notes.joined()
  }

  /// Editors count characters, and a tab as one.
  private func path(_ place: Finding.Place) -> String {
    let path = protos.path(of: place.file) ?? place.file
    guard let line = place.line, let column = place.column else { return "\(path):1:1" }
    let shown = protos.lines(of: place.file)?.utf16Column(line: line, column: column) ?? column
    return "\(path):\(line):\(shown)"
  }

  private func excerpt(_ place: Finding.Place?) -> String {
    guard let place, let line = place.line, let column = place.column else { return "" }
    return protos.lines(of: place.file)?.excerpt(line: line, column: column) ?? ""
  }
}
