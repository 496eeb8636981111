extension Parser {
  mutating func readImport() throws(ParseFailure) -> ImportSyntax {
    var statement = ImportSyntax(span: spanHere, kindSpan: spanHere)
    lexer.advance()
    statement.kindSpan = spanHere
    statement.kind = importKind
    checkKind(of: statement)
    if statement.kind != .plain { lexer.advance() }
    statement.path = try expectText("the name of the file to import, in quotes")
    statement.comments = try expectEnd(.semicolon)
    statement.span = closed(statement.span)
    return statement
  }

  private var importKind: ImportSyntax.Kind {
    switch keyword {
    case .option: .option
    case .public: .public
    case .weak: .weak
    default: .plain
    }
  }

  private mutating func checkKind(of statement: ImportSyntax) {
    if statement.kind == .option {
      if dialect.editionNumber < 1001 {
        fail(
          "import-option",
          "Imports for options exist from edition 2024 on: remove \"option\", or change the edition."
        )
      }
      optionImportPosition = optionImportPosition ?? statement.span.start
      return
    }
    if let first = optionImportPosition {
      fail(
        "import-order", at: current.position,
        "Imports for options come last: move this import before them.",
        notes: [(first, "The first import for options is here.")])
    }
    if statement.kind == .weak, dialect.editionNumber >= 1001 {
      fail(
        "import-weak",
        "Weak imports don't exist from edition 2024 on: write \"import option\" instead.")
    }
  }
}
