/// One thing that `protoc` guarantees about a request.
protocol RequestRule: Sendable {
  /// The rule's name after `request.`
  static var name: String { get }

  /// Finds every breach.
  static func faults(in request: LinkedRequest) -> [RequestFault]
}

/// A breach of what `protoc` guarantees.
struct RequestFault {
  /// The proto's name; `nil` when the fault is in none.
  let file: String?

  /// What is wrong.
  let message: String

  /// What to do about it.
  let remedy: String

  init(
    _ file: RequestFile?, _ message: String,
    remedy: String = "protoc does not write such descriptors, so have it write them anew"
  ) {
    self.file = file?.name
    self.message = message
    self.remedy = remedy
  }

  func diagnostic(ruleID: String) -> Diagnostic {
    Diagnostic(
      .error, ruleID: ruleID, at: file.map { SourceLocation(file: $0) },
      "\(message); \(remedy)")
  }
}
