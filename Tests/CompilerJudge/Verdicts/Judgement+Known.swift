extension Judgement {
  /// Why two verdicts differ, if the difference is meant to be; `nil` for equal verdicts and for
  /// differences that have to be mended.
  ///
  /// - A string in an option that isn't UTF-8: protoc passes the bytes on, or aborts when it strips
  ///   options. Swift's strings can't hold them, so the proto is refused, with its place.
  /// - An abort of protoc's: there is nothing to compare with.
  public var knownReason: String? {
    switch self {
    case .refusedByUs(let messages) where messages.contains { $0.text.contains("isn't UTF-8") }:
      "text that isn't UTF-8"
    case .refusedByProtoc(let messages), .place(_, let messages):
      messages.contains { $0.text.contains("Check failure stack trace") } ? "protoc aborts" : nil
    default: nil
    }
  }
}
