public import Foundation

/// Which links a provider follows.
///
/// A link comes from a stranger and is followed from inside the provider's network, so it must not
/// lead to this machine, its neighbours or a cloud's metadata service.
public struct LinkPolicy: Hashable, Sendable {
  /// The largest number of characters of a link.
  public static let maxLength = 2048

  /// Whether links may lead to loopback, private and link-local addresses. For tests, and for
  /// providers whose consumers are all on the same network.
  public var allowsPrivateAddresses: Bool

  public init(allowsPrivateAddresses: Bool = false) {
    self.allowsPrivateAddresses = allowsPrivateAddresses
  }

  /// Reads a link: `http` or `https`, a host in plain ASCII, no user and no password.
  ///
  /// - Returns: the link with its host in lower case and without a fragment.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused``.
  public func read(_ link: String) throws(ProviderError) -> URL {
    guard link.utf8.count <= Self.maxLength, var parts = URLComponents(string: link) else {
      throw Self.refused("it has to be a URL of at most \(Self.maxLength) characters")
    }
    let scheme = parts.scheme?.lowercased()
    guard scheme == "http" || scheme == "https" else {
      throw Self.refused("it has to begin with http:// or https://")
    }
    guard parts.user == nil, parts.password == nil else {
      throw Self.refused("it must not contain a user or a password")
    }
    guard let host = parts.percentEncodedHost?.lowercased(), Self.isPlain(host) else {
      throw Self.refused("its host has to be a name in ASCII or an address")
    }
    parts.scheme = scheme
    parts.percentEncodedHost = host
    parts.fragment = nil
    guard let url = parts.url else { throw Self.refused("it is malformed") }
    if let address = NetworkAddress(Self.unbracketed(host)) { try admit(address) }
    return url
  }

  /// Refuses an address unless it is public or ``allowsPrivateAddresses`` is set.
  func admit(_ address: NetworkAddress) throws(ProviderError) {
    guard address.isPublic || allowsPrivateAddresses else {
      throw Self.refused("it leads to an address that is not on the public internet")
    }
  }

  /// Returns an address of `host` to connect to; all of them have to be admitted.
  func resolve(_ host: String) async throws -> String {
    let addresses = try await HostResolver.addresses(of: host)
    for text in addresses {
      guard let address = NetworkAddress(text) else {
        throw Self.refused("its host has an address that is not understood")
      }
      try admit(address)
    }
    guard let first = addresses.first else { throw Self.refused("its host has no address") }
    return first
  }

  /// Letters, digits, dots, hyphens and underscores, or an IPv6 address in brackets: text that
  /// every parser of URLs reads in the same way.
  private static func isPlain(_ host: String) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      return NetworkAddress(unbracketed(host)) != nil
    }
    return !host.isEmpty && host.utf8.count <= 253
      && host.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
      }
  }

  static func unbracketed(_ host: String) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  }

  static func refused(_ reason: String) -> ProviderError {
    ProviderError(
      .linkRefused, "the training_data_link is refused: \(reason)", field: "training_data_link")
  }
}
