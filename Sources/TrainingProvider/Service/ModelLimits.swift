/// What a model may consist of.
public struct ModelLimits: Hashable, Sendable {
  /// The largest name in bytes of UTF-8.
  public var maxNameBytes: Int

  /// The largest description in bytes of UTF-8.
  public var maxDescriptionBytes: Int

  /// How many addresses a model's list may have.
  public var maxAddresses: Int

  /// The largest address, organization, service or group identifier in bytes of UTF-8.
  public var maxIdentifierBytes: Int

  public init(
    maxNameBytes: Int = 256, maxDescriptionBytes: Int = 8192, maxAddresses: Int = 1024,
    maxIdentifierBytes: Int = 256
  ) {
    self.maxNameBytes = maxNameBytes
    self.maxDescriptionBytes = maxDescriptionBytes
    self.maxAddresses = maxAddresses
    self.maxIdentifierBytes = maxIdentifierBytes
  }
}
