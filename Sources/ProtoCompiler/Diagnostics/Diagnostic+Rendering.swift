extension Diagnostic {
  /// The diagnostic as compilers print it, with the line of the text and a caret below the place, and
  /// with the same for each note. Lines end in `\n`, except for the last.
  ///
  ///     a.proto:3:3: error: Expected a type's name, found "}". [syntax]
  ///         3 |   }
  ///           |   ^
  ///
  /// - Parameter texts: the text of each file by the file's name. Without a text there is no line.
  public func rendered(texts: [String: SourceText]) -> String {
    var parts = [description]
    if let position, let text = texts[file] { parts += [text.excerpt(at: position)] }
    for note in notes {
      let place = note.position.map { "\(note.file):\($0)" } ?? note.file
      parts.append("\(place): note: \(note.message)")
      if let position = note.position, let text = texts[note.file] {
        parts.append(text.excerpt(at: position))
      }
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
