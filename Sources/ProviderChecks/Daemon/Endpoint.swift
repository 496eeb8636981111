import Foundation

/// Where a server listens, as the daemon's configuration says it.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  package let host: String
  package let port: Int
  package let usesTLS: Bool

  /// Parses a URL with a scheme and a port, for example `http://127.0.0.1:5002`. The daemon
  /// switches training off if its `model_maintenance_endpoint` lacks one of them.
  package init?(_ url: String) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty,
      let port = parts.port, (1...65_535).contains(port), ["", "/"].contains(parts.path)
    else { return nil }
    self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    self.port = port
    usesTLS = scheme == "https"
  }

  /// Whether only this machine can reach the server.
  var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether `host` is a name or an address of this machine itself.
  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  package var description: String {
    "\(usesTLS ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }
}
