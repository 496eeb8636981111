/// What a ``ModelCache`` contains, and what it has done since it was created.
public struct ModelCacheStatistics: Hashable, Sendable {
  /// How many calls were answered with a model that was loaded already.
  public internal(set) var hits = 0

  /// How many times a model began to be loaded. Calls that share a load count once.
  public internal(set) var loads = 0

  /// How many loads failed, were refused, or were given up because the model was deleted meanwhile.
  public internal(set) var failures = 0

  /// How many models were dropped to make room for others.
  public internal(set) var evictions = 0

  /// How many models are kept at present, without those that are being loaded.
  public internal(set) var count = 0

  /// How many models are being loaded or wait for it.
  public internal(set) var loading = 0

  /// What counts against ``ModelCacheLimits/maxBytes``: the cost of the kept models, and the size
  /// of the artefacts that are being loaded, in bytes.
  public internal(set) var bytes = 0
}
