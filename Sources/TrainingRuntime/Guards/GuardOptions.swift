/// How strictly guards treat callers.
public struct GuardOptions: Hashable, Sendable {
  /// What a call without `snet-user-address` may use.
  public var anonymousCallers: AnonymousCallers

  /// How many models a call may name in a repeated field: each is looked up.
  public var maxModels: Int

  /// Creates options.
  public init(anonymousCallers: AnonymousCallers = .areStrangers, maxModels: Int = 100) {
    self.anonymousCallers = anonymousCallers
    self.maxModels = maxModels
  }
}

extension GuardOptions {
  /// How to treat a call that does not say who pays for it.
  public enum AnonymousCallers: Hashable, Sendable {
    /// They see public models, and private ones that have no address list.
    case areStrangers
    /// They see every model. Only for services that nobody but the daemon can reach.
    case areTrusted
  }
}
