import ProtoCompiler

/// An import in a proto's text.
struct ProtoImport {
  /// The name of the imported file.
  let name: String

  /// Where the name is, counted from 0.
  let position: SourcePosition

  /// The imports of a text, as far as it can be read.
  static func all(in text: [UInt8]) -> [ProtoImport] {
    let tokens = ProtoTokens(text)
    var imports: [ProtoImport] = []
    var isImport = false
    for token in tokens where token.kind != .lineComment && token.kind != .blockComment {
      switch token.kind {
      case .word:
        let word = tokens.text(of: token)
        isImport = word == "import" || (isImport && ["public", "weak", "option"].contains(word))
      case .string where isImport:
        let name = tokens.text(of: token).dropFirst().dropLast()
        imports.append(ProtoImport(name: String(name), position: token.position))
        isImport = false
      default: isImport = false
      }
    }
    return imports
  }
}
