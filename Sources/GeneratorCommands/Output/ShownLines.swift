import ProtoCompiler

/// The lines of the protos in which there are findings. The lines of each proto are found once,
/// however many findings it has.
struct ShownLines {
  private let lines: [String: SourceLines]

  /// - Parameter text: the text of a proto by its name in imports; `nil` if it isn't known.
  init(_ findings: [Finding], text: (String) -> [UInt8]?) {
    var lines: [String: SourceLines] = [:]
    var seen: Set<String> = []
    for finding in findings {
      let places = [finding.place].compactMap(\.self) + finding.notes.map(\.place)
      for place in places where place.line != nil && seen.insert(place.file).inserted {
        lines[place.file] = text(place.file).map { SourceLines($0) }
      }
    }
    self.lines = lines
  }

  /// The line of a place with a mark below it; empty if the text isn't known.
  func excerpt(_ place: Finding.Place?) -> String {
    guard let place, let position = place.position else { return "" }
    return lines[place.file]?.excerpt(at: position) ?? ""
  }

  /// The column of a place in UTF-16 code units, counted from 1.
  func utf16Column(_ place: Finding.Place) -> Int? {
    place.position.map { lines[place.file]?.utf16Column(at: $0) ?? Int($0.column) }.map { $0 + 1 }
  }
}

extension Finding.Place {
  /// The place as the compiler counts it.
  fileprivate var position: SourcePosition? {
    guard let line = line.flatMap({ Int32(exactly: $0 - 1) }),
      let column = column.flatMap({ Int32(exactly: $0 - 1) })
    else { return nil }
    return SourcePosition(line: line, column: column)
  }
}
