import Foundation

/// A host in an endpoint or an address that a server listens on.
struct HostName: Hashable, Sendable {
  private let text: String

  init(_ text: String) {
    self.text = text.lowercased()
  }

  /// Whether it is an IP address, so that it can be compared with others.
  var isAddress: Bool {
    text.contains(":") || text.wholeMatch(of: #/[0-9]+(\.[0-9]+){3}/#) != nil
  }

  /// Whether a connection to it stays on this machine.
  var isLocal: Bool {
    isLoopback || isWildcard
  }

  /// Whether a server that listens here can only be reached from its own machine.
  var isLoopback: Bool {
    text == "localhost" || text.hasSuffix(".localhost") || text == "::1"
      || isAddress && text.hasPrefix("127.")
  }

  /// Whether a server that listens here can be reached at all addresses of its machine.
  var isWildcard: Bool { ["0.0.0.0", "::", ""].contains(text) }
}
