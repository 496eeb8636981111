/// The result of a stage of the generator, with all problems that the stage found.
public struct Outcome<Value> {
  /// The result; `nil` if a problem prevents the next stage from starting.
  public let value: Value?

  /// All errors and warnings so far.
  public let diagnostics: [Diagnostic]

  /// Creates an outcome.
  public init(_ value: Value?, _ diagnostics: [Diagnostic]) {
    self.value = value
    self.diagnostics = diagnostics
  }

  /// Whether there is an error, so that no code must be generated.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Outcome {
  /// Passes the value to the next stage, if there is a value, and adds the diagnostics of that
  /// stage.
  public func then<Next, Failure>(
    _ stage: (Value) throws(Failure) -> Outcome<Next>
  ) throws(Failure) -> Outcome<Next> {
    guard let value else { return Outcome<Next>(nil, diagnostics) }
    let next = try stage(value)
    return Outcome<Next>(next.value, diagnostics + next.diagnostics)
  }

  /// Returns the outcome, without its value if there is an error.
  public func stoppedByErrors() -> Outcome {
    hasErrors ? Outcome(nil, diagnostics) : self
  }
}
