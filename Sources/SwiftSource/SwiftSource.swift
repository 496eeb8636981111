/// A fragment of Swift text: zero or more lines.
///
/// Fragments are written as multi-line literals that look like their output. What interpolates is
/// typed: fragments, and text that says what it is (`name:`, `literal:`, `comment:`). A plain
/// string does not compile, so that no unescaped text slips in.
///
///     let member: SwiftSource = "var \(name: field.name): \(name: field.type)"
///     let type: SwiftSource = """
///       struct \(name: "Point") {
///         \(member)
///       }
///       """
///
/// A fragment that stands in a line is indented to that line; an empty one that stands alone takes
/// its line with it.
public struct SwiftSource: Hashable, Sendable {
  /// The lines, without line breaks.
  public let lines: [String]

  public init(lines: [String]) {
    self.lines = lines
  }

  /// The fragment of no lines.
  public static let empty = SwiftSource(lines: [])

  /// Whether there is not a single line.
  public var isEmpty: Bool { lines.isEmpty }

  /// The fragment as the content of a file, with a line break after each line.
  public var fileContent: String {
    var content = ""
    content.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for line in lines {
      content += line
      content += "\n"
    }
    return content
  }
}
