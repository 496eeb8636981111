/// A place in a file, as protoc counts it.
public struct SourcePosition: Hashable, Sendable, Comparable {
  /// The line, counted from 0.
  public var line: Int32

  /// The column, counted from 0. A column is a byte, but a tab reaches to the next multiple of 8.
  public var column: Int32

  /// Creates a position from a line and a column, both counted from 0.
  public init(line: Int32, column: Int32) {
    self.line = line
    self.column = column
  }

  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// `line:column`, both counted from 1, as compilers print them.
  public var description: String { "\(line + 1):\(column + 1)" }
}
