import Foundation

/// A URL of a server, taken apart in the way of the daemon.
struct Endpoint: Hashable, Sendable {
  /// The scheme in lower case. Only `https` makes the daemon use TLS.
  let scheme: String

  /// The host, without the brackets of an IPv6 address.
  let host: String

  /// The port; `nil` if there is none or if it isn't a number from 1 to 65535.
  let port: Int?

  /// - Returns: `nil` if the text has no scheme with `://`, or no host.
  init?(_ text: String) {
    let whole = #/([A-Za-z][A-Za-z0-9+.\-]*):\/\/([^\/?#]*)(?:[\/?#].*)?/#
    guard !text.contains(where: \.isWhitespace), let match = text.wholeMatch(of: whole),
      let authority = match.2.split(separator: "@", omittingEmptySubsequences: false).last
    else { return nil }
    self.init(scheme: match.1.lowercased(), authority: String(authority))
  }

  /// An endpoint without scheme: `HOST:PORT`.
  init?(authority: String) {
    self.init(scheme: "", authority: authority)
  }

  private init?(scheme: String, authority: String) {
    let parts = #/(?:\[([^\]]+)\]|([^:\[\]]*))(?::([0-9]*))?/#
    guard let match = authority.wholeMatch(of: parts) else { return nil }
    let host = String(match.1 ?? match.2 ?? "")
    guard !host.isEmpty || scheme.isEmpty else { return nil }
    self.scheme = scheme
    self.host = host
    port = match.3.flatMap { Int($0) }.flatMap { (1...65535).contains($0) ? $0 : nil }
  }

  /// Whether the daemon reaches the server by a name or an address of its own machine.
  var isLocal: Bool { HostName(host).isLocal }

  /// Whether both lead to the same server, as far as can be told without looking up names.
  func isSame(as other: Endpoint) -> Bool {
    guard port != nil, port == other.port else { return false }
    return host.lowercased() == other.host.lowercased() || isLocal && other.isLocal
  }
}
