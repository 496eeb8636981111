import ProtoCompiler
import TrainingSchema

extension Finding {
  /// A problem that the compiler found.
  init(_ diagnostic: ProtoCompiler.Diagnostic) {
    self.init(
      ruleID: diagnostic.ruleID, isError: diagnostic.severity == .error,
      place: Place(diagnostic.file, diagnostic.position), message: diagnostic.message,
      notes: diagnostic.notes.map { note in
        Note(place: Place(note.file, note.position), message: note.message)
      })
  }

  /// A problem that a rule found.
  init(_ diagnostic: TrainingSchema.Diagnostic) {
    self.init(
      ruleID: diagnostic.ruleID, isError: diagnostic.severity == .error,
      place: diagnostic.location.map {
        Place(file: $0.file, line: $0.line, column: $0.column)
      }, message: diagnostic.message)
  }
}

extension Finding.Place {
  init(_ file: String, _ position: SourcePosition?) {
    self.init(
      file: file, line: position.map { Int($0.line) + 1 },
      column: position.map { Int($0.column) + 1 })
  }
}
