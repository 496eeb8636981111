import SwiftProtobufPluginLibrary

/// A violation of a rule: its place and the message for the user.
public struct Breach {
  /// The declaration, option or statement.
  public let place: SourcePlace

  /// The exact position, for rules that read the text; otherwise, `place` decides.
  let position: SourceLocation?

  /// What is wrong and what to do about it.
  public let message: String

  /// Creates a finding.
  public init(at place: SourcePlace, _ message: String) {
    self.place = place
    self.position = nil
    self.message = message
  }

  /// Creates a finding in the text of a file. Its place is the innermost declaration around it.
  init(at token: TextToken, of file: FileDescriptor, in publication: Publication, _ message: String)
  {
    self.place = SourcePlace(file, around: token, in: publication.sources)
    self.position = SourceLocation(file: file.name, line: token.line, column: token.column)
    self.message = message
  }

  /// Where to look.
  func location(in sources: SourceInfos) -> SourceLocation {
    position ?? place.location(in: sources)
  }
}
