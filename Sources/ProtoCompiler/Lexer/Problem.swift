/// An error or a warning in a file whose name the finder doesn't know.
struct Problem {
  var severity = Diagnostic.Severity.error
  var ruleID: String
  var position: SourcePosition
  var message: String
  var notes: [(position: SourcePosition, message: String)] = []
}
