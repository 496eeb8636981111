/// Decides what the comments between two declarations belong to: to the declaration before
/// (trailing), to none (detached), or to the declaration after them (leading).
///
/// A comment is held back until what follows it shows where it belongs.
struct CommentCollector {
  private(set) var trailing: CommentTable.Comment = 0..<0
  private(set) var detached: [CommentTable.Comment] = []

  /// The comment that is held back.
  private var held: CommentTable.Comment?
  private var heldIsLineComment = false
  private var decided = 0
  private var hasTrailing = false
  private var canTrail = true

  /// The comment that belongs to what follows, once the next token is known.
  var leading: CommentTable.Comment { held ?? 0..<0 }

  /// Takes a `//` comment. Such comments on consecutive lines are one comment.
  mutating func take(lineComment comment: CommentTable.Comment) {
    if let before = held, heldIsLineComment {
      held = before.lowerBound..<comment.upperBound
    } else {
      decide()
      held = comment
    }
    heldIsLineComment = true
  }

  mutating func take(blockComment comment: CommentTable.Comment) {
    decide()
    held = comment
    heldIsLineComment = false
  }

  /// Says that the comment held back is complete and doesn't belong to what follows.
  mutating func decide() {
    guard let comment = held else { return }
    if canTrail {
      trailing = comment
      hasTrailing = true
      canTrail = false
    } else {
      detached.append(comment)
    }
    held = nil
    decided += 1
  }

  /// Says that there is a blank line between the declaration before and what follows.
  mutating func detachFromPrevious() { canTrail = false }

  /// Detaches a single comment between two declarations on the same line, as it could belong to
  /// either.
  mutating func detachIfAmbiguous() {
    guard decided + (held == nil ? 0 : 1) == 1 else { return }
    if hasTrailing {
      detached.insert(trailing, at: 0)
      trailing = 0..<0
    }
    decide()
  }
}
