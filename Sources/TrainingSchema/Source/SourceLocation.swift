/// A place in a proto file.
public struct SourceLocation: Hashable, Sendable {
  /// The file's name as `protoc` gives it.
  public let file: String

  /// The line, counted from 1; `nil` if `protoc` passed no source positions.
  public let line: Int?

  /// The column, counted from 1; `nil` if `protoc` passed no source positions.
  public let column: Int?

  /// Creates a location; without line and column, the file as a whole.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation: CustomStringConvertible {
  public var description: String {
    guard let line, let column else { return file }
    return "\(file):\(line):\(column)"
  }
}

extension SourceLocation: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0)
      < (right.file, right.line ?? 0, right.column ?? 0)
  }
}
