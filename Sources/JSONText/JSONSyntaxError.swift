/// An error that explains why a text isn't JSON.
package struct JSONSyntaxError: Error, Hashable {
  package let position: JSONPosition

  /// What is wrong.
  package let reason: String

  /// What to do about it.
  package let remedy: String

  package init(position: JSONPosition, reason: String, remedy: String) {
    self.position = position
    self.reason = reason
    self.remedy = remedy
  }
}
