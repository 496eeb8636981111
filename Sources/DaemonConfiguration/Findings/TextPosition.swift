import JSONText

/// A position in a text file, as editors show it.
public struct TextPosition: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int

  /// The column in Unicode scalars, from 1. A tab is one column.
  public let column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension TextPosition: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension TextPosition {
  init(_ position: JSONPosition) {
    self.init(line: position.line, column: position.column)
  }
}
