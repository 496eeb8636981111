public import TrainingManifest

/// Why a guard ended a call. Reaches the client as one gRPC status with machine-readable details.
public struct ModelGuardError: Error {
  /// The method that was called.
  public let method: TrainingMethod

  /// Everything that is wrong with the models that the request names, in the order of its fields;
  /// empty if the registry could not be read.
  public let violations: [Violation]

  /// The registry's own error, if that is why.
  public let cause: (any Error)?

  init(_ violations: [Violation], method: TrainingMethod) {
    self.method = method
    self.violations = violations
    self.cause = nil
  }

  init(registryUnavailable cause: any Error, method: TrainingMethod) {
    self.method = method
    self.violations = []
    self.cause = cause
  }
}
