/// A position in a text, as editors show it.
package struct JSONPosition: Hashable, Sendable {
  /// The line, from 1.
  package let line: Int

  /// The column in Unicode scalars, from 1. A tab is one column.
  package let column: Int

  /// The beginning of a text.
  package static let start = JSONPosition(line: 1, column: 1)
}
