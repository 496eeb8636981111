/// A fragment of Swift text: zero or more lines.
///
/// Fragments are written as multi-line literals that look like their output. Interpolations are
/// typed: fragments, or text with a label that says what it is (`name:`, `literal:`, `comment:`).
/// Interpolating a plain string doesn't compile, so no text is left unescaped by mistake.
///
///     let member: SwiftSource = "var \(name: field.name): \(name: field.type)"
///     let type: SwiftSource = """
///       struct \(name: "Point") {
///         \(member)
///       }
///       """
///
/// An interpolated fragment is indented like the line that contains it. A line that contains only
/// empty fragments is removed.
public struct SwiftSource: Hashable, Sendable {
  /// The first line; `nil` if there is none. Most fragments have one line, which needs no array.
  var first: String?

  /// The lines after the first one.
  var rest: [String]

  /// The fragment without lines.
  public static let empty = SwiftSource(lines: [])

  public init(lines: [String]) {
    self.first = lines.first
    self.rest = Array(lines.dropFirst())
  }

  /// Whether the fragment has no lines.
  public var isEmpty: Bool { first == nil }

  /// Whether there is more than one line.
  public var hasSeveralLines: Bool { !rest.isEmpty }

  /// The lines, without line breaks.
  public var lines: [String] {
    first.map { [$0] + rest } ?? []
  }

  /// The fragment as the content of a file, with a line break after each line.
  public var fileContent: String {
    guard let first else { return "" }
    var content = ""
    content.reserveCapacity(rest.reduce(first.utf8.count + 1) { $0 + $1.utf8.count + 1 })
    content += first
    content += "\n"
    for line in rest {
      content += line
      content += "\n"
    }
    return content
  }

  /// Adds a line.
  mutating func append(line: String) {
    if first == nil { first = line } else { rest.append(line) }
  }

  /// Adds the lines of another fragment.
  mutating func append(_ other: SwiftSource) {
    guard let line = other.first else { return }
    append(line: line)
    rest += other.rest
  }
}
