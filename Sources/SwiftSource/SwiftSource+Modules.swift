extension SwiftSource {
  /// The fragment with other names for modules; comments and string literals stay as they are.
  ///
  /// - Parameter modules: the new names by the ones that the fragment has.
  public func renaming(modules: [String: String]) -> SwiftSource {
    modules.isEmpty ? self : SwiftSource(lines: lines.map { Self.renamed($0, modules) })
  }

  private static func renamed(_ line: String, _ modules: [String: String]) -> String {
    var result = ""
    var rest = line[...]
    while let first = rest.first {
      if rest.hasPrefix("//") { return result + rest }
      let token =
        first == "\"" ? literal(rest) : isPart(first) ? rest.prefix(while: isPart) : rest.prefix(1)
      rest = rest.dropFirst(token.count)
      // A member of the same name is not the module.
      let isMember = result.hasSuffix(".")
      result += isMember ? String(token) : modules[String(token)] ?? String(token)
    }
    return result
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// The string literal that `text` begins with.
  private static func literal(_ text: Substring) -> Substring {
    var isEscaped = false
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character == "\"" && !isEscaped { break }
      isEscaped = character == "\\" && !isEscaped
    }
    return text[..<rest.startIndex]
  }
}
