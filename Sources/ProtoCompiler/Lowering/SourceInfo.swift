public import SwiftProtobuf

/// The locations of a file's `source_code_info`, in protoc's order.
///
/// They are kept in a compact form, because there are several for each field of a file.
public struct SourceInfo: Sendable {
  /// One location.
  struct Location: Sendable {
    /// Where the path begins in `paths`.
    var pathStart: Int
    var span: SourceSpan
    var comments: CommentTable.Index
    var pathCount: UInt32
  }

  init() {}

  var locations: [Location] = []
  var paths: [Int32] = []
  var comments = CommentTable()

  /// The path of a location.
  func path(of location: Location) -> ArraySlice<Int32> {
    paths[location.pathStart..<location.pathStart + Int(location.pathCount)]
  }

  /// Adds a location.
  mutating func add(
    _ path: [Int32], at span: SourceSpan, comments: CommentTable.Index = .none
  ) {
    paths += path
    close(path.count, span, comments)
  }

  /// Adds the location of a field of the element at a path.
  mutating func add(
    _ parent: [Int32], _ number: Int32, at span: SourceSpan,
    comments: CommentTable.Index = .none
  ) {
    paths += parent
    paths.append(number)
    close(parent.count + 1, span, comments)
  }

  /// Adds the location of an element of a repeated field.
  mutating func add(
    _ parent: [Int32], _ number: Int32, _ index: Int32, at span: SourceSpan,
    comments: CommentTable.Index = .none
  ) {
    paths += parent
    paths.append(number)
    paths.append(index)
    close(parent.count + 2, span, comments)
  }

  /// Makes a location of the last numbers in `paths`.
  private mutating func close(_ count: Int, _ span: SourceSpan, _ comments: CommentTable.Index) {
    locations.append(
      Location(
        pathStart: paths.count - count, span: span, comments: comments,
        pathCount: UInt32(truncatingIfNeeded: count)))
  }
}

extension SourceInfo {
  /// Replaces the paths of options by those of the fields that they set, as protoc does once options
  /// are interpreted.
  ///
  /// - Parameter moved: by the path of an `uninterpreted_option`, the path of the field that it set.
  public mutating func moveOptions(_ moved: [[Int32]: [Int32]]) {
    guard !moved.isEmpty else { return }
    for index in locations.indices {
      let location = locations[index]
      guard isOption(location), let path = moved[Array(path(of: location))] else { continue }
      locations[index].pathStart = paths.count
      locations[index].pathCount = UInt32(truncatingIfNeeded: path.count)
      paths += path
    }
  }

  /// Removes locations, as protoc does for options that descriptors don't keep.
  ///
  /// - Parameter isUnwanted: whether the location with a path is removed.
  public mutating func remove(where isUnwanted: (ArraySlice<Int32>) -> Bool) {
    let kept = locations.filter { !isUnwanted(path(of: $0)) }
    locations = kept
  }

  /// Whether a path ends in `uninterpreted_option` and an index.
  private func isOption(_ location: Location) -> Bool {
    location.pathCount >= 3 && paths[location.pathStart + Int(location.pathCount) - 2] == 999
  }

  /// The locations as a message.
  public func message() -> Google_Protobuf_SourceCodeInfo {
    var info = Google_Protobuf_SourceCodeInfo()
    info.location = locations.map(message(of:))
    return info
  }

  private func message(of location: Location) -> Google_Protobuf_SourceCodeInfo.Location {
    var result = Google_Protobuf_SourceCodeInfo.Location()
    result.path = Array(path(of: location))
    let span = location.span
    result.span =
      span.line == span.endLine
      ? [span.line, span.column, span.endColumn]
      : [span.line, span.column, span.endLine, span.endColumn]
    guard location.comments != .none else { return result }
    let attached = comments.entries[Int(location.comments.rawValue)]
    if let leading = attached.leading { result.leadingComments = comments.string(leading) }
    if let trailing = attached.trailing { result.trailingComments = comments.string(trailing) }
    result.leadingDetachedComments = attached.detached.map(comments.string)
    return result
  }
}

extension CommentTable {
  func string(_ comment: Comment) -> String { String(decoding: text[comment], as: UTF8.self) }
}
