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

  /// - Parameters:
  ///   - file: the file's name.
  ///   - span: line, column and more, counted from 0, as in
  ///     `google.protobuf.SourceCodeInfo.Location`; the location is the whole file if it has too few
  ///     numbers or negative ones.
  init(file: String, span: [Int32]) {
    let isPosition = span.count >= 2 && span[0] >= 0 && span[1] >= 0
    self.init(
      file: file, line: isPosition ? Int(span[0]) + 1 : nil,
      column: isPosition ? Int(span[1]) + 1 : nil)
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
