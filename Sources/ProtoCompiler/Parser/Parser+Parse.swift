import SwiftProtobuf

extension Parser {
  /// The size of a file in bytes for which its columns can be counted.
  static let sizeLimit = Int(Int32.max)

  /// Reads a file: its tokens, what it consists of, and its descriptor.
  static func parse(_ text: SourceText) -> ParsedFile {
    // An empty array has no bytes to point to.
    if text.bytes.isEmpty {
      return withUnsafePointer(to: 0) { parse(text, base: $0, count: 0) }
    }
    return text.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return ParsedFile(text) }
      return parse(text, base: base, count: bytes.count)
    }
  }

  private static func parse(
    _ text: SourceText, base: UnsafePointer<UInt8>, count: Int
  ) -> ParsedFile {
    var file = ParsedFile(text)
    guard count <= sizeLimit else {
      file.diagnostics = [
        Diagnostic(
          ruleID: "file-size", file: text.name, at: nil,
          "A proto can have 2 GiB at most: split the file.")
      ]
      return file
    }
    var parser = Parser(base: base, count: count)
    let syntax = parser.readFile()
    file.diagnostics = parser.lexer.problems.map { $0.diagnostic(in: text.name) }
    if file.hasErrors { return file }
    var lowering = Lowering(base: base, dialect: syntax.dialect)
    lowering.info.comments = parser.lexer.comments
    file.descriptor = lowering.lower(syntax, name: text.name)
    file.sources = SourceMap(lowering.info, options: lowering.optionPlaces)
    file.sourceInfo = lowering.info
    return file
  }
}

extension Problem {
  func diagnostic(in file: String) -> Diagnostic {
    Diagnostic(
      severity, ruleID: ruleID, file: file, at: position, message,
      notes: notes.map { Diagnostic.Note(file: file, at: $0.position, $0.message) })
  }
}
