/// How large a model's name, description and addresses may be.
public struct ModelLimits: Hashable, Sendable {
  /// The largest size of a name, in bytes of UTF-8.
  public var maxNameBytes: Int

  /// The largest size of a description, in bytes of UTF-8.
  public var maxDescriptionBytes: Int

  /// The largest number of addresses on a model's list.
  public var maxAddresses: Int

  /// The largest size of an address and of an organization, service or group identifier, in bytes
  /// of UTF-8.
  public var maxIdentifierBytes: Int

  /// Creates limits; each is the default unless given.
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
