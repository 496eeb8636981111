/// What every generated `GuardedServiceProtocol` asks of its implementation.
///
/// - Warning: Don't implement the methods of the generated `ServiceProtocol` for training methods.
///   They are the guards, and a service that implements one itself answers unchecked calls.
public protocol GuardedService: Sendable {
  /// Where the guards look models up.
  var models: any ModelResolver { get }

  /// How strict the guards are; strangers are kept out of private models unless overridden.
  var guardOptions: GuardOptions { get }
}

extension GuardedService {
  public var guardOptions: GuardOptions { GuardOptions() }
}
