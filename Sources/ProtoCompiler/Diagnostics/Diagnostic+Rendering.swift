extension Diagnostic {
  /// The diagnostic as compilers print it, with the line of the text and a mark below the place, and
  /// with the same for each note. Every line ends in `\n`.
  ///
  ///     a.proto:3:3: error: Expected a type's name, found "}". [syntax]
  ///       }
  ///       ^
  ///
  /// - Parameter lines: the lines of each text by the file's name. Without them none is shown.
  public func rendered(lines: [String: SourceLines]) -> String {
    func excerpt(_ file: String, _ position: SourcePosition?) -> String {
      position.flatMap { lines[file]?.excerpt(at: $0) } ?? ""
    }
    var text = "\(description)\n" + excerpt(file, position)
    for note in notes {
      let place = note.position.map { "\(note.file):\($0)" } ?? note.file
      text += "\(place): note: \(note.message)\n" + excerpt(note.file, note.position)
    }
    return text
  }
}
