extension Judgement {
  /// Why two verdicts differ, if the difference is meant to be; `nil` for equal verdicts and for
  /// differences that have to be mended.
  ///
  /// - A string that isn't UTF-8: protoc passes the bytes on, or aborts when it strips options, or
  ///   finds something else at a later stage. Swift's strings can't hold the bytes, so the proto is
  ///   refused, with their place.
  /// - A null character in the name of an import: protoc opens the file whose name ends there.
  /// - An abort of protoc's: there is nothing to compare with.
  public var knownReason: String? {
    switch self {
    case .refusedByUs(let messages) where messages.contains { $0.text.contains("isn't UTF-8") }:
      "text that isn't UTF-8"
    case .place(let messages, _) where messages.contains { $0.text.contains("isn't UTF-8") }:
      "text that isn't UTF-8"
    case .place(_, let messages)
    where messages.contains { $0.text.hasSuffix("contains null character.") }:
      "a null character in a file's name"
    case .refusedByProtoc(let messages), .place(_, let messages):
      messages.contains { $0.text.contains("Check failure stack trace") } ? "protoc aborts" : nil
    default: nil
    }
  }
}
