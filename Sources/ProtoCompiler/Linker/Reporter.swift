/// Collects the problems of one file, with their places.
struct Reporter {
  /// The sentences of messages in which a number was suggested. A message can have thousands of
  /// fields that need one.
  private var suggestions: [Int32: String] = [:]

  let pool: Pool
  let file: Int
  private var problems = LimitedDiagnostics()

  init(_ pool: Pool, file: Int) {
    self.pool = pool
    self.file = file
  }

  var model: FileModel { pool.files[file] }

  var diagnostics: [Diagnostic] { problems.diagnostics }

  /// The number of errors, also of those that aren't kept.
  var errorCount: Int { problems.errorCount }

  var hasErrors: Bool { errorCount > 0 }

  /// Reports a problem with an element of the file.
  mutating func report(
    _ ruleID: String, _ element: ElementID, _ part: SourceMap.Part, _ message: String,
    severity: Diagnostic.Severity = .error, notes: [Diagnostic.Note] = []
  ) {
    report(
      ruleID, at: model.path(of: element), part, message, severity: severity, notes: notes)
  }

  /// Reports a problem with the element at a path of the descriptor.
  mutating func report(
    _ ruleID: String, at path: [Int32], _ part: SourceMap.Part, _ message: String,
    severity: Diagnostic.Severity = .error, notes: [Diagnostic.Note] = []
  ) {
    problems.append(
      Diagnostic(
        severity, ruleID: ruleID, file: model.name, at: pool.sources[file].position(of: path, part),
        message, notes: notes))
  }

  /// A note that an element, of any file, is at another place.
  func note(_ message: String, _ symbol: SymbolID, _ part: SourceMap.Part = .name)
    -> Diagnostic.Note
  {
    let owner = pool.files[Int(symbol.file)]
    let position = pool.sources[Int(symbol.file)].position(of: owner.path(of: symbol.element), part)
    return Diagnostic.Note(file: owner.name, at: position, message)
  }

  /// A note that an element of this file is at another place.
  func note(_ message: String, _ element: ElementID, _ part: SourceMap.Part = .name)
    -> Diagnostic.Note
  {
    note(message, SymbolID(file: file, element), part)
  }
}

extension Reporter {
  /// A sentence with the first number that is free in a message, after a blank.
  mutating func freeNumber(in message: Int32) -> String {
    if let known = suggestions[message] { return known }
    let suggestion = UsedNumbers(of: message, in: model).suggestion
    suggestions[message] = suggestion
    return suggestion
  }
}
