extension Parser {
  /// Reads the whole file.
  mutating func readFile() -> FileSyntax {
    var file = FileSyntax()
    start()
    guard lexer.problems.last?.ruleID != "encoding" else { return file }
    file.span = spanHere
    do {
      file.syntax = try readSyntax()
      dialect = file.dialect
      hasSyntax = file.syntax != nil
      while !isAtEnd { readStatementOrSkip(into: &file) }
    } catch {
      // Without the language nothing else can be read.
    }
    file.span = closed(file.span)
    return file
  }

  private mutating func readStatementOrSkip(into file: inout FileSyntax) {
    do {
      try readStatement(into: &file)
    } catch {
      skipStatement()
      if isAt(.closeBrace) {
        fail("syntax", "This \"}\" closes nothing: remove it, or add the missing \"{\".")
        _ = takeEndOfBlock()
      }
    }
  }

  private mutating func readSyntax() throws(ParseFailure) -> SyntaxStatement? {
    guard keyword == .syntax || keyword == .edition else { return nil }
    let isEdition = keyword == .edition
    let span = spanHere
    lexer.advance()
    try expect(.equals)
    let token = current
    let name = try expectText(isEdition ? "an edition" : "a syntax")
    let comments = try expectEnd(.semicolon)
    let dialect = try dialect(named: name, isEdition: isEdition, at: token.position)
    return SyntaxStatement(span: closed(span), comments: comments, dialect: dialect)
  }

  private mutating func dialect(
    named name: String, isEdition: Bool, at position: SourcePosition
  ) throws(ParseFailure) -> Dialect {
    if isEdition {
      if let dialect = Dialect.edition(named: name) { return dialect }
      fail("edition", at: position, "Edition \"\(name)\" isn't known: write \"2023\" or \"2024\".")
    } else {
      if name == "proto2" { return .proto2 }
      if name == "proto3" { return .proto3 }
      fail(
        "syntax-name", at: position,
        "Syntax \"\(name)\" isn't known: write \"proto2\" or \"proto3\", or name an edition.")
    }
    throw ParseFailure()
  }

  private mutating func readStatement(into file: inout FileSyntax) throws(ParseFailure) {
    if takeEmptyStatement() { return }
    let visibility = try readVisibility()
    switch keyword {
    case .message:
      depth = 0
      try file.statements.append(.message(readMessage(visibility)))
    case .enum: try file.statements.append(.enum(readEnum(visibility)))
    case .service: try file.statements.append(.service(readService()))
    case .extend:
      depth = 0
      try file.statements.append(.extend(readExtend()))
    case .import: try file.statements.append(.import(readImport()))
    case .package: try file.statements.append(.package(readPackage()))
    case .option: try file.statements.append(.option(readOptionStatement()))
    default: throw failure(expecting: "a statement such as \"message\"")
    }
  }

  private mutating func readPackage() throws(ParseFailure) -> PackageSyntax {
    if let first = packagePosition {
      fail(
        "duplicate-package", at: current.position,
        "A file has one package: remove this statement.",
        notes: [(first, "The package was set here.")])
    }
    var package = PackageSyntax(span: spanHere)
    packagePosition = package.span.start
    lexer.advance()
    repeat {
      let part = try expectName("an identifier")
      package.name += (package.name.isEmpty ? "" : ".") + text(of: part)
    } while take(.dot)
    package.comments = try expectEnd(.semicolon)
    package.span = closed(package.span)
    return package
  }
}
