import Foundation

/// A parsed link, with the parts that a request to its server needs.
struct Link: Hashable, Sendable {
  /// The link with its host in lower case and without a fragment.
  let url: URL

  /// Whether the connection to the server uses TLS.
  let isSecure: Bool

  let host: LinkHost

  /// The port, from 1 to 65535. The socket types trap on other numbers.
  let port: Int

  /// The value of the request's `Host` header: the host, and the port unless it is the scheme's
  /// default.
  let authority: String

  /// The path and the query, in printable ASCII.
  let target: String

  /// Parses a link. It must be `http` or `https`, have no user and no password, a host that is an
  /// address or a name in ASCII, and a valid port.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused``.
  init(_ text: String) throws(ProviderError) {
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw LinkPolicy.refused("it must not contain control characters")
    }
    guard text.utf8.count <= LinkPolicy.maxLength, let parts = URLComponents(string: text) else {
      throw LinkPolicy.refused(
        "it has to be a URL of at most \(LinkPolicy.maxLength) characters")
    }
    let scheme = parts.scheme?.lowercased()
    guard let scheme, scheme == "http" || scheme == "https" else {
      throw LinkPolicy.refused("it has to begin with http:// or https://")
    }
    guard parts.percentEncodedUser == nil, parts.percentEncodedPassword == nil else {
      throw LinkPolicy.refused("it must not contain a user or a password")
    }
    guard let host = parts.percentEncodedHost.flatMap(LinkHost.init) else {
      throw LinkPolicy.refused("its host has to be a name in ASCII or an address")
    }
    isSecure = scheme == "https"
    self.host = host
    port = try Self.port(of: parts) ?? (isSecure ? 443 : 80)
    authority = port == (isSecure ? 443 : 80) ? host.text : "\(host.text):\(port)"
    target = Self.target(of: parts)
    let explicitPort = parts.port == nil ? "" : ":\(port)"
    guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      let url = URL(string: "\(scheme)://\(host.text)\(explicitPort)\(target)")
    else { throw LinkPolicy.refused("it is malformed") }
    self.url = url
  }

  /// The link in a `Location` header of this link's response, not yet parsed.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused`` if the header isn't a
  ///   link.
  func resolving(_ location: String) throws(ProviderError) -> String {
    guard location.utf8.count <= LinkPolicy.maxLength,
      let next = URL(string: location, relativeTo: url)
    else { throw LinkPolicy.refused("it redirects to something that isn't a link") }
    return next.absoluteString
  }

  /// Returns `nil` if the link names no port.
  private static func port(of parts: URLComponents) throws(ProviderError) -> Int? {
    // A port that doesn't fit into an `Int` has a range in the text but no value.
    guard parts.port != nil || parts.rangeOfPort != nil else { return nil }
    guard let port = parts.port, (1...65535).contains(port) else {
      throw LinkPolicy.refused("its port has to be a number from 1 to 65535")
    }
    return port
  }

  private static func target(of parts: URLComponents) -> String {
    let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    return path + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
  }
}
