/// A property of requests that `protoc` guarantees.
protocol RequestRule: Sendable {
  /// The rule's name after `request.`
  static var name: String { get }

  /// Finds all violations of the rule.
  static func faults(in request: LinkedRequest) -> [RequestFault]
}

/// A violation of a property that `protoc` guarantees.
struct RequestFault {
  /// The proto's name; `nil` if the problem isn't in a proto.
  let file: String?

  /// What is wrong.
  let message: String

  /// What to do about it.
  let remedy: String

  init(
    _ file: RequestFile?, _ message: String,
    remedy: String = "let protoc write the descriptors again, which avoids this"
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
