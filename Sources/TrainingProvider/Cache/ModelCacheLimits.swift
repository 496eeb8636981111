/// How many models a ``ModelCache`` keeps, and how many it loads at once.
public struct ModelCacheLimits: Hashable, Sendable {
  /// How many models are kept, including those that are being loaded. With 0, models are shared by
  /// the callers that wait for the same load, and none is kept.
  public var maxCount: Int

  /// How many bytes all kept models may cost together, including those that are being loaded.
  public var maxBytes: Int

  /// How many models are loaded at once, each on a thread; at least 1.
  public var concurrentLoads: Int

  /// How many further models may wait to be loaded. A call that needs one more is refused with
  /// ``ProviderError/Code/overloaded``.
  public var maxWaitingLoads: Int

  /// Creates limits; each is the default unless given.
  public init(
    maxCount: Int = 64, maxBytes: Int = 1 << 30, concurrentLoads: Int = 2,
    maxWaitingLoads: Int = 256
  ) {
    self.maxCount = maxCount
    self.maxBytes = maxBytes
    self.concurrentLoads = concurrentLoads
    self.maxWaitingLoads = maxWaitingLoads
  }
}
