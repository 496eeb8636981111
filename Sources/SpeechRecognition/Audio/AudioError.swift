/// An error that explains why a file can't be used as sound, for the person who sent it.
public struct AudioError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the file and what to do, in words that can follow the file's name: "has 7
  /// channels; at most 2 are accepted".
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
