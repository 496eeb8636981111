/// The comments of a file that are attached to declarations.
struct CommentTable: Sendable {
  /// The texts of all comments, one after the other.
  var text: [UInt8] = []
  /// What belongs to each declaration that has a comment.
  var entries: [Attached] = []

  /// A comment's text as a range of `text`.
  typealias Comment = Range<Int>

  /// The comments of one declaration.
  struct Attached: Sendable {
    var leading: Comment?
    var trailing: Comment?
    var detached: [Comment] = []
  }

  /// Names an entry; `none` for a declaration without comments.
  struct Index: Hashable, Sendable {
    var rawValue: Int32

    static let none = Index(rawValue: -1)
  }

  /// Adds the comments of a declaration. Empty comments count only if they are detached.
  mutating func add(leading: Comment, trailing: Comment, detached: [Comment]) -> Index {
    if leading.isEmpty, trailing.isEmpty, detached.isEmpty { return .none }
    entries.append(
      Attached(
        leading: leading.isEmpty ? nil : leading, trailing: trailing.isEmpty ? nil : trailing,
        detached: detached))
    return Index(rawValue: Int32(truncatingIfNeeded: entries.count - 1))
  }
}
