/// The problems of a file, up to a limit: a file with more errors was probably written by a machine, and
/// a few bytes of text can have an error each.
struct LimitedDiagnostics {
  private(set) var diagnostics: [Diagnostic] = []

  /// The number of errors that were found, also of those that aren't kept.
  private(set) var errorCount = 0
  private var warningCount = 0

  /// How many errors, and how many warnings, of a file are kept.
  static let limit = 1000

  /// Keeps a problem. Instead of the first error above the limit, keeps a sentence that says so.
  mutating func append(_ diagnostic: Diagnostic) {
    guard diagnostic.severity == .error else {
      warningCount += 1
      if warningCount <= Self.limit { diagnostics.append(diagnostic) }
      return
    }
    errorCount += 1
    if errorCount <= Self.limit {
      diagnostics.append(diagnostic)
    } else if errorCount == Self.limit + 1 {
      diagnostics.append(
        Diagnostic(
          ruleID: "too-many-errors", file: diagnostic.file, at: diagnostic.position,
          "The file has more than \(Self.limit) errors: the rest isn't shown."))
    }
  }
}
