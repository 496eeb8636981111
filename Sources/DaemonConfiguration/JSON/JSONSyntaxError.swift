/// An error that explains why a text isn't JSON.
struct JSONSyntaxError: Error, Hashable {
  let position: TextPosition

  /// What is wrong.
  let reason: String

  /// What to do about it.
  let remedy: String
}
