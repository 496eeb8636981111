public import Foundation

/// Decides which links a provider follows.
///
/// Anybody can send a link, and the provider follows it from inside its own network. So a link must
/// not lead to this machine, to its neighbours or to a cloud's metadata service.
public struct LinkPolicy: Hashable, Sendable {
  /// The largest number of characters of a link.
  public static let maxLength = 2048

  /// Whether links may lead to loopback, private and link-local addresses. Set this for tests, or
  /// if all consumers are on the provider's own network.
  public var allowsPrivateAddresses: Bool

  /// Creates a policy; without arguments, for links into the public internet alone.
  public init(allowsPrivateAddresses: Bool = false) {
    self.allowsPrivateAddresses = allowsPrivateAddresses
  }

  /// Parses and checks a link. It must be `http` or `https`, with a host in plain ASCII, a port
  /// from 1 to 65535, no user and no password.
  ///
  /// Addresses are checked against the policy in every spelling that the system understands, such
  /// as `127.1`, and so is `localhost`. Other names are checked when they are looked up.
  ///
  /// - Returns: the link with its host in lower case and without a fragment.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused``.
  public func read(_ link: String) throws(ProviderError) -> URL {
    try self.link(link).url
  }

  /// Parses and checks a link, as ``read(_:)`` does.
  func link(_ text: String) throws(ProviderError) -> Link {
    let link = try Link(text)
    if let address = link.host.address { try admit(address) }
    guard allowsPrivateAddresses || !link.host.isLocalName else { throw Self.notPublic }
    return link
  }

  /// Returns the addresses of `host`. Throws unless the policy allows all of them.
  func addresses(
    of host: LinkHost, from resolver: HostResolver
  ) async throws -> [NetworkAddress] {
    if let address = host.address {
      try admit(address)
      return [address]
    }
    return try await resolver.addresses(of: host.text).map(admitted)
  }

  private func admitted(_ text: String) throws -> NetworkAddress {
    guard let address = NetworkAddress(text) else {
      throw Self.refused("its host has an address that can't be parsed")
    }
    try admit(address)
    return address
  }

  /// Refuses an address unless it is public or ``allowsPrivateAddresses`` is set.
  func admit(_ address: NetworkAddress) throws(ProviderError) {
    guard address.isPublic || allowsPrivateAddresses else { throw Self.notPublic }
  }

  private static var notPublic: ProviderError {
    refused("it leads to an address that isn't on the public internet")
  }

  static func refused(_ reason: String) -> ProviderError {
    ProviderError(
      .linkRefused, "the training_data_link is refused: \(reason)", field: "training_data_link")
  }
}
