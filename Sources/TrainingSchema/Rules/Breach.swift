/// A violation of a rule: its place and the message for the user.
public struct Breach {
  /// The declaration, option or statement.
  public let place: SourcePlace

  /// What is wrong and what to do about it.
  public let message: String

  /// Creates a finding.
  public init(at place: SourcePlace, _ message: String) {
    self.place = place
    self.message = message
  }
}
