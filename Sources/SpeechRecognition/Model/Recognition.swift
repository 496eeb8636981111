/// What a ``Recogniser`` heard.
public struct Recognition: Hashable, Sendable {
  /// The transcript of the nearest clip.
  public let transcript: String

  /// Whether the recording is near enough to the clip. If it isn't, something else was probably
  /// spoken.
  public let isAccepted: Bool

  /// The distance from the nearest clip; 0 for the clip itself.
  public let distance: Float

  /// The distance, divided by that from clips with other transcripts: 0 for the clip itself, about
  /// 1 if the clip isn't nearer than others. Matches are accepted up to a doubt that was learned.
  public let doubt: Float
}
