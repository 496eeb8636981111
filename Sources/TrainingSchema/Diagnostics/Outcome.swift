/// What a stage of the generator makes of its input, and everything that it finds wrong.
public struct Outcome<Value> {
  /// What the stage made; `nil` when a fault keeps the next stage from starting.
  public let value: Value?

  /// Everything that was found wrong so far, errors and warnings.
  public let diagnostics: [Diagnostic]

  public init(_ value: Value?, _ diagnostics: [Diagnostic]) {
    self.value = value
    self.diagnostics = diagnostics
  }

  /// Whether code must not be generated.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Outcome {
  /// Hands the value on to the next stage, if there is one, and adds what that finds wrong.
  public func then<Next, Failure>(
    _ stage: (Value) throws(Failure) -> Outcome<Next>
  ) throws(Failure) -> Outcome<Next> {
    guard let value else { return Outcome<Next>(nil, diagnostics) }
    let next = try stage(value)
    return Outcome<Next>(next.value, diagnostics + next.diagnostics)
  }

  /// The outcome without its value if any error was found so far.
  public func stoppedByErrors() -> Outcome {
    hasErrors ? Outcome(nil, diagnostics) : self
  }
}
